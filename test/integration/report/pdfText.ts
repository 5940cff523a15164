import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A line of text on a page: where it begins and ends, in points from the left edge. */
type PlacedText = { readonly text: string; readonly from: number; readonly to: number; readonly y: number }

export type ReadPdf = {
  readonly pages: readonly { readonly width: number; readonly height: number; readonly items: readonly PlacedText[] }[]
  /** Words of each page, runs of white space made one space. */
  readonly words: readonly string[]
  readonly title: string
  readonly language: string
  readonly metadata: string
}

/** Reads back what a PDF says, by another program than the one that wrote it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const loading = getDocument({ data: Uint8Array.from(bytes), verbosity: 0, useSystemFonts: false })
  const pdf = await loading.promise
  const pages: ReadPdf['pages'][number][] = []
  for (let n = 1; n <= pdf.numPages; n++) {
    const page = await pdf.getPage(n)
    const { width, height } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    const placed = items.flatMap((item) => {
      if (!('str' in item)) return []
      const [, , , , x, y] = item.transform.map(Number)
      return [{ text: item.str, from: x ?? 0, to: (x ?? 0) + item.width, y: y ?? 0 }]
    })
    pages.push({ width, height, items: placed })
  }
  const { info } = await pdf.getMetadata()
  const metadata: Record<string, unknown> = { ...info }
  await loading.destroy()
  return {
    pages,
    words: pages.map(({ items }) =>
      items
        .map((item) => item.text)
        .join(' ')
        .replaceAll(/\s+/gu, ' ')
    ),
    title: String(metadata['Title']),
    language: String(metadata['Language']),
    metadata: JSON.stringify(metadata)
  }
}
