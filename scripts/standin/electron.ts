import * as electron from './api/index.ts'

// The module that `import … from 'electron'` and `require('electron')` give.

export * from './api/index.ts'
// oxlint-disable-next-line import/no-default-export -- Electron's module has one
export { electron as 'module.exports', electron as default }
