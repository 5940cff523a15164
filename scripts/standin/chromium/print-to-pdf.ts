import type { CdpSession } from './cdp-connection.ts'

type Inches = { readonly width: number; readonly height: number }

export type PdfOptions = {
  readonly landscape?: boolean
  readonly displayHeaderFooter?: boolean
  readonly printBackground?: boolean
  readonly scale?: number
  readonly pageSize?: string | Inches
  readonly margins?: {
    readonly top?: number
    readonly bottom?: number
    readonly left?: number
    readonly right?: number
  }
  readonly pageRanges?: string
  readonly headerTemplate?: string
  readonly footerTemplate?: string
  readonly preferCSSPageSize?: boolean
  readonly generateTaggedPDF?: boolean
  readonly generateDocumentOutline?: boolean
}

// Electron's page sizes, in inches.
const pageSizes: Readonly<Record<string, Inches>> = {
  A0: { width: 33.1, height: 46.8 },
  A1: { width: 23.4, height: 33.1 },
  A2: { width: 16.54, height: 23.4 },
  A3: { width: 11.7, height: 16.54 },
  A4: { width: 8.27, height: 11.7 },
  A5: { width: 5.83, height: 8.27 },
  A6: { width: 4.13, height: 5.83 },
  Letter: { width: 8.5, height: 11 },
  Legal: { width: 8.5, height: 14 },
  Tabloid: { width: 11, height: 17 },
  Ledger: { width: 17, height: 11 }
}

// Chromium's own default, about 1 cm.
const defaultMargin = 0.4

const sizeOf = (pageSize: string | Inches): Inches => {
  const size = typeof pageSize === 'string' ? pageSizes[pageSize] : pageSize
  if (size === undefined) throw new Error(`Invalid pageSize ${JSON.stringify(pageSize)}`)
  return size
}

/** `webContents.printToPDF`: the document's bytes. */
export const printToPdf = async (session: CdpSession, options: PdfOptions): Promise<Buffer> => {
  const { pageSize = 'Letter', margins = {}, ...rest } = options
  const { width: paperWidth, height: paperHeight } = sizeOf(pageSize)
  const { data } = await session.send('Page.printToPDF', {
    ...rest,
    paperWidth,
    paperHeight,
    marginTop: margins.top ?? defaultMargin,
    marginBottom: margins.bottom ?? defaultMargin,
    marginLeft: margins.left ?? defaultMargin,
    marginRight: margins.right ?? defaultMargin
  })
  return Buffer.from(data, 'base64')
}
