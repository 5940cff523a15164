import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import type { FSWatcher } from 'node:fs'
import { join } from 'node:path'
import { getPath } from './app-paths.ts'

/** What a second instance tells the first one before it goes. */
export type SecondInstance = {
  readonly argv: readonly string[]
  readonly workingDirectory: string
  readonly additionalData: unknown
}

// The lock is a file that names its owner's process, and the news a folder of files: asking for the lock must answer at
// once, which rules sockets out.
const lockFile = (): string => join(getPath('userData'), 'standin-instance.lock')
const newsFolder = (): string => join(getPath('userData'), 'standin-instance')

let held: { readonly watcher: FSWatcher } | null = null

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Writes the lock whole or not at all; false when there is one already. */
const claim = (): boolean => {
  const draft = `${lockFile()}.${process.pid}`
  writeFileSync(draft, String(process.pid))
  try {
    linkSync(draft, lockFile())
    return true
  } catch {
    return false
  } finally {
    rmSync(draft)
  }
}

const ownerIsGone = (): boolean => {
  try {
    return !isAlive(Number(readFileSync(lockFile(), 'utf8')))
  } catch {
    return true
  }
}

const listen = (onSecondInstance: (news: SecondInstance) => void): FSWatcher => {
  mkdirSync(newsFolder(), { recursive: true })
  const readNews = (): void => {
    for (const name of readdirSync(newsFolder()).filter((file) => file.endsWith('.json'))) {
      const file = join(newsFolder(), name)
      const news: SecondInstance = JSON.parse(readFileSync(file, 'utf8'))
      rmSync(file)
      onSecondInstance(news)
    }
  }
  return watch(newsFolder(), { persistent: false }, readNews)
}

const tellOwner = (news: SecondInstance): void => {
  mkdirSync(newsFolder(), { recursive: true })
  const draft = join(newsFolder(), `${process.pid}.draft`)
  writeFileSync(draft, JSON.stringify(news))
  linkSync(draft, join(newsFolder(), `${process.pid}.json`))
  rmSync(draft)
}

/** True when this process holds the lock of its user-data folder; otherwise the one that does hears of this one. */
export const requestLock = (news: SecondInstance, onSecondInstance: (news: SecondInstance) => void): boolean => {
  if (held !== null) return true
  if (!claim()) {
    if (!ownerIsGone()) {
      tellOwner(news)
      return false
    }
    rmSync(lockFile(), { force: true })
    if (!claim()) return false
  }
  held = { watcher: listen(onSecondInstance) }
  process.once('exit', releaseLock)
  return true
}

export const hasLock = (): boolean => held !== null

export const releaseLock = (): void => {
  held?.watcher.close()
  if (held !== null) rmSync(lockFile(), { force: true })
  held = null
}
