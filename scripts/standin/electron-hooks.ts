import { readFileSync } from 'node:fs'
import { findPackageJSON, registerHooks } from 'node:module'
import { notEmulated } from './page/not-emulated.ts'

const electronModule = new URL('electron.ts', import.meta.url).href

const isElectron = (specifier: string): boolean => /^electron(\/(main|common|utility))?$/.test(specifier)

/** Makes `import … from 'electron'` and `require('electron')` mean the stand-in, in this process. */
export const installElectronModule = (): void => {
  registerHooks({
    resolve: (specifier, context, nextResolve) =>
      isElectron(specifier)
        ? { url: electronModule, format: 'module-typescript', shortCircuit: true }
        : nextResolve(specifier, context)
  })
}

/** Makes importing `electron` fail: in a utility process the package would go and fetch Electron's executable. */
export const refuseElectronModule = (): void => {
  registerHooks({
    resolve: (specifier, context, nextResolve) => {
      if (isElectron(specifier)) throw notEmulated("the module 'electron' in a utility process")
      return nextResolve(specifier, context)
    }
  })
}

/** The version of the `electron` package whose place the stand-in takes. */
export const electronVersion = (): string => {
  const file = findPackageJSON('electron', import.meta.url)
  if (file === undefined) throw new Error('the package electron is not installed')
  const { version }: { readonly version: string } = JSON.parse(readFileSync(file, 'utf8'))
  return version
}
