/** Where the key of an endpoint is read from; no flag and no file holds it. */
const KEY = 'RETINADESK_ENDPOINT_KEY'

/** The endpoint's key; undefined where none is set. */
export const endpointKey = (): string | undefined => process.env[KEY]?.trim() || undefined
