// Chromium's net error numbers, for those that a page of an offline app can meet (net/base/net_error_list.h).
const numbers: Readonly<Record<string, number>> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_INVALID_ARGUMENT: -4,
  ERR_FILE_NOT_FOUND: -6,
  ERR_ACCESS_DENIED: -10,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_BLOCKED_BY_RESPONSE: -27,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_INVALID_URL: -300,
  ERR_UNKNOWN_URL_SCHEME: -302
}

export type LoadFailure = { readonly code: string; readonly errno: number }

/** What Electron calls the failure that the DevTools protocol gives as "net::ERR_…". */
export const loadFailure = (errorText: string): LoadFailure => {
  const code = errorText.replace(/^net::/, '')
  return { code, errno: numbers[code] ?? -2 }
}

/** The error with which `loadURL` rejects. */
export const loadError = ({ code, errno }: LoadFailure, url: string): Error =>
  Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { code, errno, url })
