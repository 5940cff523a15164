import i18next from 'i18next'

/** The texts outside of components; inside them `useTranslation` follows a change of language. */
export const text = i18next.t
