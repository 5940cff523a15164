import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'

const project = resolve(import.meta.dirname, '..', '..', '..')

/**
 * Makes a second installation of the built app in a folder: its bundles and its model packs are copies that a test may
 * change, everything else is the project's. Without the development language model.
 */
export function copyApp(folder: string): { readonly appPath: string; readonly models: string } {
  const link = (...path: readonly string[]): void => symlinkSync(join(project, ...path), join(folder, ...path))
  const models = join(folder, 'resources', 'models')
  mkdirSync(models, { recursive: true })
  cpSync(join(project, 'out'), join(folder, 'out'), { recursive: true })
  cpSync(join(project, 'resources', 'models'), models, {
    recursive: true,
    filter: (path) => path !== join(project, 'resources', 'models', 'local')
  })
  for (const name of readdirSync(join(project, 'resources'))) if (name !== 'models') link('resources', name)
  link('package.json')
  link('node_modules')
  return { appPath: folder, models }
}
