import { useEffect } from 'react'
import type { Theme } from '#shared/domain/settings.ts'
import { useSettings } from '../ipc/queries.ts'
import { useCommand } from '../view/commands.ts'
import { updateSettings } from '../view/updateSettings.ts'

const systemDark = window.matchMedia('(prefers-color-scheme: dark)')

const shown = (theme: Theme): 'dark' | 'light' => (theme === 'system' ? (systemDark.matches ? 'dark' : 'light') : theme)

/** Puts the chosen theme on the document and follows the system where that is chosen. */
export function useTheme(): void {
  const theme = useSettings().data?.theme
  useEffect(() => {
    if (theme === undefined) return
    const apply = (): void => {
      document.documentElement.dataset['theme'] = shown(theme)
    }
    apply()
    systemDark.addEventListener('change', apply)
    return () => systemDark.removeEventListener('change', apply)
  }, [theme])
  useCommand(
    'theme.toggle',
    () => void updateSettings({ theme: shown(theme ?? 'dark') === 'dark' ? 'light' : 'dark' }),
    theme !== undefined
  )
}
