const { contextBridge, ipcRenderer, webUtils } = require('electron')

contextBridge.exposeInMainWorld('fixture', {
  process: { type: process.type, sandboxed: process.sandboxed, platform: process.platform, argv: process.argv },
  echo: (value) => ipcRenderer.invoke('echo', value),
  fail: () => ipcRenderer.invoke('fail'),
  unknown: () => ipcRenderer.invoke('unknown'),
  sender: () => ipcRenderer.invoke('sender'),
  sendAndReply: (value) =>
    new Promise((resolve) => {
      ipcRenderer.once('reply', (_event, answer) => resolve(answer))
      ipcRenderer.send('send', value)
    }),
  subscribe: (listener) => {
    const onNews = (_event, news) => listener(news)
    ipcRenderer.on('news', onNews)
    return () => ipcRenderer.removeListener('news', onNews)
  },
  add: (a, b) => a + b,
  callLater: (callback) => callback(async () => 'from the preload'),
  throwNow: () => {
    throw new TypeError('thrown in the preload')
  },
  pathOf: (file) => webUtils.getPathForFile(file),
  sendSync: () => ipcRenderer.sendSync('send', 1),
  requireFs: () => require('fs'),
  requireEvents: () => require('events'),
  nested: { deep: { list: [1, 2] } }
})

window.addEventListener('message', ({ data, ports, source }) => {
  if (source === window && data === 'give-port') ipcRenderer.postMessage('port', 'with a port', ports)
})

globalThis.leaked = true
