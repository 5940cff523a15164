import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { type Bridge, DROP_CHANNEL, EVENT_CHANNEL, REQUEST_CHANNEL } from '#shared/contract/bridge.ts'

/** A file of the disk goes by its path, which the page never sees; one that has none (pasted) by its bytes. */
async function describe(file: File): Promise<unknown> {
  const path = webUtils.getPathForFile(file)
  if (path !== '') return { kind: 'path', path }
  return { kind: 'bytes', name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}

const bridge: Bridge = {
  request: (route, input) => ipcRenderer.invoke(REQUEST_CHANNEL, route, input),
  subscribe: (listener) => {
    const forward = (_event: unknown, name: unknown, payload: unknown): void => {
      if (typeof name === 'string') listener(name, payload)
    }
    ipcRenderer.on(EVENT_CHANNEL, forward)
    return () => void ipcRenderer.off(EVENT_CHANNEL, forward)
  },
  registerFiles: async (files) => {
    const described = await Promise.all(files.filter((file) => file instanceof File).map(describe))
    return ipcRenderer.invoke(DROP_CHANNEL, described)
  }
}

contextBridge.exposeInMainWorld('retinadesk', bridge)
