import { extname, join } from 'node:path'
import { app, dialog, shell } from 'electron'

const PHOTOGRAPHS = ['jpg', 'jpeg', 'png', 'tif', 'tiff', 'bmp', 'webp']

/** Asks for photographs; empty when the user changed their mind. */
export async function choosePhotographs(): Promise<string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Photographs', extensions: PHOTOGRAPHS },
      { name: 'All files', extensions: ['*'] }
    ]
  })
  return canceled ? [] : filePaths
}

/** Asks for GGUF files; empty when the user changed their mind. */
export async function chooseLanguageModels(): Promise<string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Language models', extensions: ['gguf'] },
      { name: 'All files', extensions: ['*'] }
    ]
  })
  return canceled ? [] : filePaths
}

/** Asks for a folder; undefined when the user changed their mind. */
export async function chooseFolder(): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog({ properties: ['openDirectory'] })
  return canceled ? undefined : filePaths[0]
}

/** Shows a file in the system's file manager. */
export const showInFolder = (path: string): void => shell.showItemInFolder(path)

/** Asks where to save a file, in the user's documents at first. */
export async function chooseSavePath(suggestedName: string): Promise<string | undefined> {
  const extension = extname(suggestedName).slice(1)
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: join(app.getPath('documents'), suggestedName),
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }]
  })
  return canceled || filePath === '' ? undefined : filePath
}
