import { EventEmitter } from 'node:events'

/** What the app asks of a window to close it. */
export type OpenWindow = { readonly close: () => void }

/** What the request interception asks of the contents whose main frame wants a document. */
export type DocumentOwner = { readonly id: number; readonly allowsNavigation: (url: string) => boolean }

/** What is open just now. `windows` emits 'all-closed'. */
export const windowEvents = new EventEmitter()
const openWindows = new Set<OpenWindow>()
const owners = new Map<string, DocumentOwner>()

export const registerWindow = (window: OpenWindow): void => {
  openWindows.add(window)
}

export const forgetWindow = (window: OpenWindow): void => {
  if (openWindows.delete(window) && openWindows.size === 0) windowEvents.emit('all-closed')
}

export const windowsNow = (): readonly OpenWindow[] => [...openWindows]

/** Chromium gives a page's target and its main frame the same id. */
export const registerOwner = (targetId: string, owner: DocumentOwner): void => {
  owners.set(targetId, owner)
}

export const forgetOwner = (targetId: string): void => {
  owners.delete(targetId)
}

export const ownerOf = (frameId: string): DocumentOwner | undefined => owners.get(frameId)
