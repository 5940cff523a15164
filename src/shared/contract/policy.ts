import { BLOB_SCHEME } from './bridge.ts'

/**
 * The window's content security policy: its own files and the blobs of the store, nothing else. The build writes it into
 * the page, because a header cannot set one for a `file:` page; main sends it as a header too.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  `img-src 'self' ${BLOB_SCHEME}: data: blob:`,
  "font-src 'self'",
  `connect-src 'self' ${BLOB_SCHEME}:`,
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'"
].join('; ')
