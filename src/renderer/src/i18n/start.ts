import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { resources } from './resources.ts'

/** Makes the texts ready; they are part of the bundle, so this ends before it returns. */
export function startTexts(): void {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'common',
    resources,
    initAsync: false,
    interpolation: { escapeValue: false }
  })
}
