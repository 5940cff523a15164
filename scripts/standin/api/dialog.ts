import { emulated } from '../page/not-emulated.ts'

// Nobody can answer a dialog of a program without windows: a test puts its own functions in the place of these.
const unanswered = (method: string) => (): Promise<never> =>
  Promise.reject(new Error(`Electron stand-in: nobody is there to answer dialog.${method}; a test replaces it`))

/** Electron's `dialog`. */
export const dialog = emulated('dialog', {
  showOpenDialog: unanswered('showOpenDialog'),
  showSaveDialog: unanswered('showSaveDialog'),
  showMessageBox: unanswered('showMessageBox'),
  showErrorBox: (title: string, content: string) => {
    console.error(`${title}\n${content}`)
  }
} satisfies Partial<Electron.Dialog>)
