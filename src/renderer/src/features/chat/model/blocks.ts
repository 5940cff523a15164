import type { Segment } from '#shared/domain/conversation.ts'

export type Inline = Extract<Segment, { kind: 'text' | 'citation' }>

/** An answer as it is set: paragraphs of words and citations, and remarks set apart. */
export type Block =
  { readonly kind: 'paragraph'; readonly parts: readonly Inline[] } | { readonly kind: 'note'; readonly text: string }

/** Gathers segments into blocks; empty paragraphs are dropped. */
export function blocksOf(segments: readonly Segment[]): readonly Block[] {
  const blocks: Block[] = []
  let parts: Inline[] = []
  const close = (): void => {
    if (parts.some((part) => part.kind === 'citation' || part.text.trim() !== ''))
      blocks.push({ kind: 'paragraph', parts })
    parts = []
  }
  for (const segment of segments) {
    switch (segment.kind) {
      case 'text':
      case 'citation':
        parts.push(segment)
        break
      case 'break':
        close()
        break
      case 'note':
        close()
        blocks.push({ kind: 'note', text: segment.text })
        break
    }
  }
  close()
  return blocks
}

export const citationCount = (segments: readonly Segment[]): number =>
  segments.filter(({ kind }) => kind === 'citation').length
