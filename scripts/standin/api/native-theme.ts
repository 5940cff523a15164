import { emulatedEmitter } from '../emulated-emitter.ts'

type ThemeSource = 'system' | 'light' | 'dark'

let source: ThemeSource = 'system'

const members = {
  get themeSource(): ThemeSource {
    return source
  },
  set themeSource(wanted: ThemeSource) {
    if (!['system', 'light', 'dark'].includes(wanted)) throw new TypeError(`Error processing themeSource ${wanted}`)
    source = wanted
    nativeTheme.emit('updated', {})
  },
  // The stand-in's system is a light one.
  get shouldUseDarkColors(): boolean {
    return source === 'dark'
  },
  get shouldUseHighContrastColors(): boolean {
    return false
  },
  get shouldUseInvertedColorScheme(): boolean {
    return false
  },
  get prefersReducedTransparency(): boolean {
    return false
  }
}

/** Electron's `nativeTheme`. */
export const nativeTheme = emulatedEmitter('nativeTheme', ['updated'], members)

/** What `prefers-color-scheme` is to answer; empty where the app leaves it to the system. */
export const preferredColorScheme = (): string => (source === 'system' ? '' : source)
