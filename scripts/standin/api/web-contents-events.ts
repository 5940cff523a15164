/** What a WebContents of the stand-in emits, or never has reason to. */
export const webContentsEvents = [
  'did-start-loading',
  'did-stop-loading',
  'dom-ready',
  'did-finish-load',
  'did-fail-load',
  'did-navigate',
  'did-navigate-in-page',
  'will-navigate',
  'page-title-updated',
  'console-message',
  'preload-error',
  'render-process-gone',
  'destroyed',
  'focus',
  'blur',
  // Never: what they announce is refused, or does not happen in an app that stays offline in one frame.
  'will-attach-webview',
  'did-attach-webview',
  'did-create-window',
  'will-redirect',
  'will-frame-navigate',
  'will-prevent-unload',
  'certificate-error',
  'select-client-certificate',
  'login',
  'select-bluetooth-device',
  'devtools-opened',
  'devtools-closed',
  // Never, though it could: a page that hangs is not noticed.
  'unresponsive',
  'responsive'
] as const
