/** The two channels between the window and main, and the one for files that were dropped on the window. */
export const REQUEST_CHANNEL = 'retinadesk:request'
export const EVENT_CHANNEL = 'retinadesk:event'
export const DROP_CHANNEL = 'retinadesk:drop'

/**
 * Photographs and masks are fetched by hash: `retinadesk://blob/<sha256>`. Answers carry `Access-Control-Allow-Origin: *`,
 * because the window reads their pixels for filters and tinted masks.
 */
export const BLOB_SCHEME = 'retinadesk'
export const blobUrl = (hash: string): string => `${BLOB_SCHEME}://blob/${hash}`

/** What the preload script exposes as `window.retinadesk`. */
export type Bridge = {
  readonly request: (route: string, input: unknown) => Promise<unknown>
  /** Calls back for each event; returns the function that stops it. */
  readonly subscribe: (listener: (name: string, payload: unknown) => void) => () => void
  /** Makes files that were dropped or pasted known to main, which answers with an envelope of `ChosenFile[]`. */
  readonly registerFiles: (files: readonly unknown[]) => Promise<unknown>
}
