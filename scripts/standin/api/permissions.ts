import type { PermissionQuestion } from '../page/messages.ts'

type RequestHandler = (
  contents: object,
  permission: string,
  ...rest: [callback: (granted: boolean) => void, details: PermissionDetails]
) => void
type CheckHandler = (
  contents: object,
  permission: string,
  ...rest: [requestingOrigin: string, details: PermissionDetails]
) => boolean

type PermissionDetails = { readonly requestingUrl: string; readonly isMainFrame: boolean }

const handlers: { request: RequestHandler | null; check: CheckHandler | null } = { request: null, check: null }

export const setPermissionRequestHandler = (handler: RequestHandler | null): void => {
  handlers.request = handler
}
export const setPermissionCheckHandler = (handler: CheckHandler | null): void => {
  handlers.check = handler
}

/** The app's answer to a page; as in Electron, what no handler forbids is granted. */
export const answerPermission = (
  contents: object,
  { purpose, permission }: PermissionQuestion,
  requestingUrl: string
): Promise<boolean> => {
  const details = { requestingUrl, isMainFrame: true }
  const { request, check } = handlers
  if (purpose === 'check') {
    return Promise.resolve(check === null || check(contents, permission, new URL(requestingUrl).origin, details))
  }
  if (request === null) return Promise.resolve(true)
  return new Promise((resolve) => request(contents, permission, resolve, details))
}
