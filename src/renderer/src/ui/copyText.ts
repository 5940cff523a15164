/** Puts text on the clipboard. @throws DOMException when the system refuses */
export const copyText = (words: string): Promise<void> => navigator.clipboard.writeText(words)
