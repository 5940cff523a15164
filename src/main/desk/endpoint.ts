import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import type { EndpointKey } from '#shared/contract/languageModels.ts'
import type { Settings } from '#shared/domain/settings.ts'
import { type Database, secrets } from '../db/index.ts'
import { completionsUrl, requestHeaders } from '../inference/endpoint/address.ts'
import { jsonIn } from '../inference/endpoint/completion.ts'
import type { ChatEndpoint } from '../inference/endpoint/streamChat.ts'

/** A key belongs to a host: one that was typed for another is never sent. */
const HostKey = z.object({ host: z.string(), key: z.string() })
type HostKey = z.infer<typeof HostKey>

/** The model on the clinic's network as the settings name it. */
export type EndpointAtDesk = {
  /** @throws AppError endpoint.badSetting while address or model cannot be used. */
  readonly endpoint: () => ChatEndpoint
  readonly keyKept: () => EndpointKey
  /** Keeps the key for the host of the address, or forgets it when it is empty. @throws AppError endpoint.badSetting. */
  readonly setKey: (key: string) => EndpointKey
}

type EndpointParts = {
  readonly database: Database
  /** Whether the operating system's keychain guards the database's key: only then is this one written there. */
  readonly keyGuarded: boolean
  readonly settings: () => Pick<Settings, 'endpoint'>
}

export function createEndpointAtDesk({ database, keyGuarded, settings }: EndpointParts): EndpointAtDesk {
  let inMemory: HostKey | undefined
  const kept = (): HostKey | undefined =>
    HostKey.safeParse(jsonIn(secrets.get(database.read, 'endpoint.key') ?? '')).data
  const url = (): URL => completionsUrl(settings().endpoint.address)
  const keyKept = (): EndpointKey => {
    const { host } = URL.parse(settings().endpoint.address) ?? { host: '' }
    if (inMemory?.host === host) return 'memory'
    return kept()?.host === host ? 'database' : 'none'
  }
  return {
    endpoint: () => {
      const { model } = settings().endpoint
      const to = url()
      if (model.trim() === '') throw new AppError('endpoint.badSetting', { problem: 'the model has no name' })
      const known = [inMemory, kept()].find((one) => one?.host === to.host)
      return { url: to, model: model.trim(), headers: requestHeaders(known?.key) }
    },
    keyKept,
    setKey: (key) => {
      if (key !== '') requestHeaders(key)
      const known = key === '' ? undefined : { host: url().host, key }
      inMemory = keyGuarded ? undefined : known
      if (known && keyGuarded) secrets.put(database.write, 'endpoint.key', JSON.stringify(known))
      else secrets.remove(database.write, 'endpoint.key')
      return keyKept()
    }
  }
}
