import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { z } from 'zod'
import { isAppError } from '#shared/contract/errors.ts'
import { readError } from '../../storage/fileErrors.ts'
import { describeError } from '../remedies.ts'
import { type ConfigSection, DatasetConfig } from './settings.ts'

/** Settings of a command, or what is wrong with them, a line each. */
export type Configured<T> =
  { readonly ok: true; readonly settings: T } | { readonly ok: false; readonly faults: readonly string[] }

/**
 * A command's settings: what its flags say, then its section of the file that `--config` names, then the defaults.
 * @param files the command's arguments, where it has any.
 */
export async function configured<T>(
  { command, files }: { readonly command: Command; readonly files?: readonly string[] },
  section: ConfigSection,
  schema: z.ZodType<T>
): Promise<Configured<T>> {
  const given = Object.entries(command.opts()).filter(([name]) => command.getOptionValueSource(name) === 'cli')
  const { config: path, ...flags } = Object.fromEntries<unknown>(given)
  const config = typeof path === 'string' ? await sectionIn(path, section) : ({ ok: true, settings: {} } as const)
  if (!config.ok) return config
  const merged = { ...config.settings, ...flags, ...(files?.length ? { files } : {}) }
  const read = schema.safeParse(merged)
  if (read.success) return { ok: true, settings: read.data }
  return { ok: false, faults: read.error.issues.map((issue) => faultOf(issue, merged)) }
}

const Given = z.record(z.string(), z.unknown())

/** A section as it stands in its file: defaults come after the flags. */
async function sectionIn(path: string, section: ConfigSection): Promise<Configured<z.infer<typeof Given>>> {
  try {
    const text = await readFile(path, 'utf8').catch((cause: unknown) => Promise.reject(readError(cause)))
    const given: unknown = JSON.parse(text.replace(/^\uFEFF/u, ''))
    const read = DatasetConfig.safeParse(given)
    if (read.success) return { ok: true, settings: Given.default({}).parse(Given.parse(given)[section]) }
    return {
      ok: false,
      faults: read.error.issues.map(({ path: at, message }) =>
        ['config', at.join('.'), message].filter((part) => part !== '').join(': ')
      )
    }
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, faults: ['config: the file is no JSON'] }
    if (isAppError(error)) return { ok: false, faults: [`config: ${describeError(error)}`] }
    throw error
  }
}

function faultOf({ path: [name], message }: z.core.$ZodIssue, merged: Readonly<Record<string, unknown>>): string {
  if (name === undefined) return message
  const flag =
    name === 'files' ? 'files' : `--${String(name).replaceAll(/\p{Lu}/gu, (letter) => `-${letter.toLowerCase()}`)}`
  return merged[String(name)] === undefined
    ? `${flag} is missing; give it, or write it into the config file`
    : `${flag}: ${message}`
}
