import { dirname, isAbsolute, join, sep } from 'node:path'
import type { Question } from '../chromium/question-window.ts'
import { ask } from '../chromium/question-window.ts'
import { emulated } from '../page/not-emulated.ts'
import { launch } from '../runtime.ts'
import { getPath } from './app-paths.ts'
import { app } from './app.ts'

type FileFilter = { readonly extensions: readonly string[] }

type OpenOptions = {
  readonly title?: string
  readonly filters?: readonly FileFilter[]
  readonly properties?: readonly string[]
}
type SaveOptions = { readonly title?: string; readonly defaultPath?: string }
type MessageOptions = {
  readonly title?: string
  readonly message?: string
  readonly detail?: string
  readonly buttons?: readonly string[]
  readonly cancelId?: number
  readonly checkboxLabel?: string
}

/** Each method takes the options alone or behind the window that they belong to. */
type Arguments<Options> = readonly [options: Options] | readonly [window: object, options: Options]

const optionsOf = <Options>(args: Arguments<Options>): Options => (args.length === 2 ? args[1] : args[0])

const blank: Question = {
  title: '',
  text: '',
  field: 'none',
  fieldValue: '',
  accept: [],
  checkbox: '',
  buttons: ['OK', 'Cancel']
}

/** Asks a person. A test is told that it has forgotten to answer, instead of being kept waiting. */
const question = (method: string, asked: Partial<Question>) => {
  if (launch().headed || process.env['STANDIN_DIALOGS'] === 'window')
    return ask({ ...blank, title: app.name, ...asked })
  throw new Error(`Electron stand-in: nobody is there to answer dialog.${method}; a test replaces it`)
}

const acceptOf = (filters: readonly FileFilter[] = []): readonly string[] => {
  const extensions = filters.flatMap((filter) => filter.extensions)
  return extensions.includes('*') ? [] : extensions.map((extension) => `.${extension}`)
}

const fieldOf = (properties: readonly string[] = []): Question['field'] => {
  if (properties.includes('openDirectory')) return 'folder'
  return properties.includes('multiSelections') ? 'files' : 'file'
}

/** A file field tells of a folder only by what is in it. */
const commonFolder = (files: readonly string[]): readonly string[] => {
  const [first, ...rest] = files
  if (first === undefined) return []
  let folder = dirname(first)
  while (!rest.every((file) => file.startsWith(folder + sep))) folder = dirname(folder)
  return [folder]
}

const showOpenDialog = async (...args: Arguments<OpenOptions>) => {
  const { title = 'Open', filters, properties } = optionsOf(args)
  const field = fieldOf(properties)
  const answer = await question('showOpenDialog', { text: title, field, accept: acceptOf(filters) })
  const files = answer?.button === 0 ? answer.files : []
  const filePaths = [...(field === 'folder' ? commonFolder(files) : files)]
  return { canceled: filePaths.length === 0, filePaths }
}

const showSaveDialog = async (...args: Arguments<SaveOptions>) => {
  const { title = 'Save as', defaultPath = '' } = optionsOf(args)
  const fieldValue = isAbsolute(defaultPath) ? defaultPath : join(getPath('documents'), defaultPath)
  const answer = await question('showSaveDialog', { text: title, field: 'path', fieldValue })
  const filePath = answer?.button === 0 ? answer.path : ''
  return { canceled: filePath === '', filePath }
}

const showMessageBox = async (...args: Arguments<MessageOptions>) => {
  const { message = '', detail = '', buttons = ['OK'], cancelId = 0, checkboxLabel = '' } = optionsOf(args)
  const text = detail === '' ? message : `${message}\n\n${detail}`
  const answer = await question('showMessageBox', { text, buttons, checkbox: checkboxLabel })
  return { response: answer?.button ?? cancelId, checkboxChecked: answer?.checked ?? false }
}

/** Electron's `dialog`, as small windows of Chromium's where a person is there to see them. */
export const dialog = emulated('dialog', {
  showOpenDialog,
  showSaveDialog,
  showMessageBox,
  showErrorBox: (title: string, content: string) => {
    console.error(`${title}\n${content}`)
  }
} satisfies Partial<Electron.Dialog>)
