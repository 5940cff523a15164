import { Sha256 } from '#shared/domain/ids.ts'

export const blobKinds = ['photograph', 'thumbnail', 'vessels', 'arteries', 'veins'] as const
export type BlobKind = (typeof blobKinds)[number]

/** What a fake blob shows. Its "hash" spells it out, so that the server can draw it without a list. */
export type BlobName = {
  readonly kind: BlobKind
  readonly seed: number
  readonly width: number
  readonly height: number
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

export const blobHash = ({ kind, seed, width, height }: BlobName): Sha256 =>
  Sha256.parse(`fa${hex(blobKinds.indexOf(kind), 2)}${hex(seed, 4)}${hex(width, 4)}${hex(height, 4)}`.padEnd(64, '0'))

/** Reads a fake hash back; undefined for anything else. */
export function readBlobHash(hash: string): BlobName | undefined {
  const match = /^fa(..)(.{4})(.{4})(.{4})0*$/.exec(hash)
  if (!match) return undefined
  const [index = -1, seed = 0, width = 0, height = 0] = match.slice(1).map((digits) => Number.parseInt(digits, 16))
  const kind = blobKinds[index]
  return kind && width > 0 && height > 0 ? { kind, seed, width, height } : undefined
}
