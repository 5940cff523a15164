export { BLOB_SCHEME, DROP_CHANNEL, EVENT_CHANNEL, REQUEST_CHANNEL } from '../../../src/shared/contract/bridge.ts'
export type { Bridge } from '../../../src/shared/contract/bridge.ts'

/** A browser without the app's protocol fetches blobs from the server of the fake. */
export const blobUrl = (hash: string): string => `/blob/${hash}`
