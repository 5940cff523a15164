import type { PermissionQuestion } from './messages.ts'

type Ask = (question: PermissionQuestion) => Promise<boolean>
type Allowed = () => Promise<boolean>

const refusal = (): DOMException => new DOMException('Permission denied', 'NotAllowedError')

const onlyIf =
  <Args extends readonly unknown[], Result>(allowed: Allowed, native: (...args: Args) => Promise<Result>) =>
  async (...args: Args): Promise<Result> => {
    if (!(await allowed())) throw refusal()
    return native(...args)
  }

const guardGeolocation = ({ geolocation }: Navigator, allowed: Allowed): void => {
  const native = geolocation.getCurrentPosition.bind(geolocation)
  geolocation.getCurrentPosition = (onSuccess, onError, options) => {
    void allowed().then((granted) => {
      if (granted) native(onSuccess, onError, options)
      else onError?.({ code: 1, message: refusal().message, PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3 })
      return granted
    })
  }
}

const guardSecureApis = (navigator: Navigator, ask: Ask): void => {
  const allowed = (permission: string) => () => ask({ purpose: 'request', permission })
  const { mediaDevices, clipboard, permissions } = navigator
  mediaDevices.getUserMedia = onlyIf(allowed('media'), mediaDevices.getUserMedia.bind(mediaDevices))
  clipboard.readText = onlyIf(allowed('clipboard-read'), clipboard.readText.bind(clipboard))
  clipboard.read = onlyIf(allowed('clipboard-read'), clipboard.read.bind(clipboard))
  const query = permissions.query.bind(permissions)
  permissions.query = async (descriptor) => {
    const status = await query(descriptor)
    const granted = await ask({ purpose: 'check', permission: descriptor.name })
    return Object.defineProperty(status, 'state', { value: granted ? 'granted' : 'denied' })
  }
}

/** Puts the app's permission handlers before the calls of the page that would make Chromium ask its user. */
export const askBeforeUse = (ask: Ask): void => {
  Notification.requestPermission = async () =>
    (await ask({ purpose: 'request', permission: 'notifications' })) ? 'granted' : 'denied'
  guardGeolocation(navigator, () => ask({ purpose: 'request', permission: 'geolocation' }))
  if (window.isSecureContext) guardSecureApis(navigator, ask)
}
