// What Node and the preload's world send each other, as the codec's text.

export type PortId = string

export type PortTraffic =
  | { readonly kind: 'port-message'; readonly port: PortId; readonly data: unknown; readonly ports: readonly PortId[] }
  | { readonly kind: 'port-close'; readonly port: PortId }

export type NewWindow = {
  readonly url: string
  readonly frameName: string
  readonly features: string
  readonly disposition: 'new-window' | 'foreground-tab' | 'background-tab'
}

export type PermissionQuestion = { readonly purpose: 'request' | 'check'; readonly permission: string }

export type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: readonly unknown[] }
  | {
      readonly kind: 'send'
      readonly channel: string
      readonly args: readonly unknown[]
      readonly ports: readonly PortId[]
    }
  | { readonly kind: 'new-window'; readonly window: NewWindow }
  | { readonly kind: 'permission'; readonly id: number; readonly question: PermissionQuestion }
  | { readonly kind: 'preload-error'; readonly name: string; readonly message: string; readonly stack: string }
  | PortTraffic

export type ToPage =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string }
  | {
      readonly kind: 'send'
      readonly channel: string
      readonly args: readonly unknown[]
      readonly ports: readonly PortId[]
    }
  | PortTraffic

/** What the main world's script is told when it is put together. */
export type PageConfig = { readonly bridgeKey: string; readonly schemes: readonly string[] }

/** What the preload's world is told when it is put together. */
export type PreloadConfig = {
  readonly bridgeKey: string
  readonly binding: string
  readonly receiver: string
  readonly preloadRunner: string
  readonly process: {
    readonly platform: string
    readonly arch: string
    readonly versions: Readonly<Record<string, string | undefined>>
    readonly argv: readonly string[]
  }
}

/** What the preload's world does for the main world, beside what the app exposes. */
export type PageServices = {
  readonly openWindow: (window: NewWindow) => void
  readonly askPermission: (question: PermissionQuestion) => Promise<boolean>
}
export const pageServices = 'standin:page-services'
