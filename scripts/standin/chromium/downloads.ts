import { defaultSession } from '../api/session.ts'
import { emitPreventable } from '../emulated-emitter.ts'
import { emulated, notEmulated } from '../page/not-emulated.ts'
import type { CdpSession } from './cdp-connection.ts'

/** Announces downloads to the app's `will-download` and cancels each: the stand-in saves none. */
export const refuseDownloads = async (browser: CdpSession): Promise<void> => {
  browser.on('Browser.downloadWillBegin', ({ guid, url, suggestedFilename }) => {
    const item = emulated('DownloadItem', { getURL: () => url, getFilename: () => suggestedFilename })
    const wanted = emitPreventable(defaultSession, 'will-download', item)
    if (wanted) console.error(notEmulated(`the download of ${suggestedFilename}`))
    // Already refused where nobody else, such as Playwright, allows downloads.
    browser.send('Browser.cancelDownload', { guid }).catch(() => {})
  })
  await browser.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true })
}
