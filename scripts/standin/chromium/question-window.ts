import { browserConnection } from '../runtime.ts'
import type { CdpSession } from './cdp-connection.ts'

/** A dialog as a small window of Chromium's: a text, at most one field, and buttons. */
export type Question = {
  readonly title: string
  readonly text: string
  readonly field: 'none' | 'path' | 'file' | 'files' | 'folder'
  readonly fieldValue: string
  /** Media types or endings (`.png`) that a file field offers; empty for all. */
  readonly accept: readonly string[]
  readonly checkbox: string
  readonly buttons: readonly string[]
}

export type Answer = {
  readonly button: number
  readonly checked: boolean
  /** The path that was typed. */
  readonly path: string
  /** The files that were chosen; of a folder, the files in it. */
  readonly files: readonly string[]
}

const binding = 'standinAnswer'

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const fields: Readonly<Record<Question['field'], (question: Question) => string>> = {
  none: () => '',
  path: ({ fieldValue }) => `<input name="path" size="60" autofocus value="${escape(fieldValue)}">`,
  file: ({ accept }) => `<input type="file" accept="${escape(accept.join())}">`,
  files: ({ accept }) => `<input type="file" multiple accept="${escape(accept.join())}">`,
  folder: () => '<input type="file" webkitdirectory>'
}

const pageFor = (question: Question): string => `<!doctype html>
<meta charset="utf-8">
<title>${escape(question.title)}</title>
<style>
  body { font: 15px system-ui, sans-serif; margin: 24px; white-space: pre-wrap }
  p, input, label { display: block; margin: 0 0 16px }
  input[type="checkbox"] { display: inline }
  button { padding: 6px 16px; margin-right: 8px }
</style>
<form><p>${escape(question.text)}</p>${fields[question.field](question)}
${question.checkbox === '' ? '' : `<label><input type="checkbox"> ${escape(question.checkbox)}</label>`}
${question.buttons.map((label, index) => `<button value="${index}">${escape(label)}</button>`).join('')}</form>
<script>
  document.forms[0].addEventListener('submit', (event) => {
    event.preventDefault()
    const checked = document.querySelector('[type="checkbox"]')?.checked === true
    const path = document.querySelector('[name="path"]')?.value ?? ''
    ${binding}(JSON.stringify({ button: Number(event.submitter.value), checked, path }))
  })
</script>`

const chosenFiles = async (session: CdpSession): Promise<readonly string[]> => {
  const list = 'document.querySelector("[type=file]")?.files'
  const { result: count } = await session.send('Runtime.evaluate', { expression: `${list}?.length ?? 0` })
  const paths: string[] = []
  for (let index = 0; index < Number(count.value); index++) {
    const { result: file } = await session.send('Runtime.evaluate', { expression: `${list}[${index}]` })
    if (file.objectId === undefined) continue
    const { path } = await session.send('DOM.getFileInfo', { objectId: file.objectId })
    paths.push(path)
  }
  return paths
}

/** Shows the question; resolves with what is submitted. */
const show = async (session: CdpSession, question: Question): Promise<string> => {
  const submitted = new Promise<string>((resolve) => {
    session.on('Runtime.bindingCalled', ({ payload }) => resolve(payload))
  })
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', { name: binding })
  const url = `data:text/html;base64,${Buffer.from(pageFor(question)).toString('base64')}`
  await session.send('Page.navigate', { url })
  return submitted
}

const closingOf = (browser: CdpSession, targetId: string): Promise<null> =>
  new Promise((resolve) => {
    browser.on('Target.targetDestroyed', (gone) => {
      if (gone.targetId === targetId) resolve(null)
    })
  })

/** Asks the person in front of the display; null when they close the window. */
export const ask = async (question: Question): Promise<Answer | null> => {
  const { browser } = browserConnection()
  const size = { width: 640, height: 320 }
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', newWindow: true, ...size })
  const closed = closingOf(browser, targetId)
  const session = await browserConnection().attach(targetId)
  // Showing fails when the window is closed meanwhile, which is an answer too.
  const payload = await Promise.race([show(session, question).catch(() => closed), closed])
  if (payload === null) return null
  const answer: Omit<Answer, 'files'> = JSON.parse(payload)
  const files = await chosenFiles(session)
  await browser.send('Target.closeTarget', { targetId })
  return { ...answer, files }
}
