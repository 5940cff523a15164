const isMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac')

const mac: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧' }

/** A key of the command table as the keyboard shows it: "Mod+K" is "Ctrl K", or "⌘K" on a Mac. */
export function keyLabel(key: string): string {
  const parts = key === '+' ? ['+'] : key.split('+')
  return isMac
    ? parts.map((part) => mac[part] ?? part).join('')
    : parts.map((part) => (part === 'Mod' ? 'Ctrl' : part === '-' ? '−' : part)).join(' ')
}
