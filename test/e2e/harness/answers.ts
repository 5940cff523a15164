import type { ElectronApplication } from '@playwright/test'

// Native dialogs and the desktop are out of a test's reach, so their functions in the main process are replaced.

/** Answers every open dialog from now on with these files; with none it is cancelled. */
export const answerOpenDialog = (app: ElectronApplication, filePaths: readonly string[]): Promise<void> =>
  app.evaluate(
    ({ dialog }, paths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: paths.length === 0, filePaths: paths })
    },
    [...filePaths]
  )

/** Answers every save dialog from now on with this file; null cancels it. */
export const answerSaveDialog = (app: ElectronApplication, filePath: string | null): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: path === null, filePath: path ?? '' })
  }, filePath)

/** Answers every message box from now on with the button of this index. */
export const answerMessageBox = (app: ElectronApplication, response: number): Promise<void> =>
  app.evaluate(({ dialog }, index) => {
    dialog.showMessageBox = () => Promise.resolve({ response: index, checkboxChecked: false })
  }, response)

/** From now on the app opens nothing on the desktop; the returned function tells what it would have opened. */
export const recordShell = async (app: ElectronApplication): Promise<() => Promise<readonly string[]>> => {
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Reflect.set(globalThis, 'openedByShell', opened)
    shell.openExternal = (url) => Promise.resolve(void opened.push(url))
    shell.openPath = (path) => Promise.resolve(opened.push(path) > 0 ? '' : 'never')
    shell.showItemInFolder = (path) => void opened.push(path)
  })
  return async () => {
    const opened = await app.evaluate((): unknown => Reflect.get(globalThis, 'openedByShell'))
    return Array.isArray(opened) ? opened.map(String) : []
  }
}

/** Clicks an item of the application menu, found by its id. */
export const clickMenuItem = (app: ElectronApplication, id: string): Promise<void> =>
  app.evaluate(({ Menu }, itemId) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(itemId)
    if (item === null || item === undefined) throw new Error(`the menu has no item '${itemId}'`)
    item.click()
  }, id)
