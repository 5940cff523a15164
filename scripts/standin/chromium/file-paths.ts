import type { CdpSession } from './cdp-connection.ts'

/**
 * Answers `webUtils.getPathForFile`: whenever the page pauses in the function of that purpose, looks its file's path up
 * and writes it into the function's variable. Any other `debugger` statement is passed over.
 */
export const answerFilePaths = async (session: CdpSession): Promise<void> => {
  const pathOf = async (callFrameId: string): Promise<string> => {
    const { result } = await session.send('Debugger.evaluateOnCallFrame', { callFrameId, expression: 'file' })
    if (result.objectId === undefined) return ''
    // A file that a script made has no path; Electron answers '' too.
    const info = await session.send('DOM.getFileInfo', { objectId: result.objectId }).catch(() => ({ path: '' }))
    return info.path
  }
  const answer = async (functionName: string, callFrameId: string): Promise<void> => {
    if (functionName !== 'standinPathOfFile') return
    const newValue = { value: await pathOf(callFrameId) }
    await session.send('Debugger.setVariableValue', { scopeNumber: 0, variableName: 'path', newValue, callFrameId })
  }
  session.on('Debugger.paused', ({ callFrames: [frame] }) => {
    void answer(frame?.functionName ?? '', frame?.callFrameId ?? '')
      .then(() => session.send('Debugger.resume'))
      // The page went away while it was paused.
      .catch(() => {})
  })
  await session.send('Debugger.enable')
}
