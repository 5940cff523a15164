import type { ReportPicture } from '../pictures.ts'
import type { ReportModel } from '../reportModel.ts'

/** What the worker is started with. */
export type RenderOrder = {
  readonly model: ReportModel
  readonly pictures: readonly ReportPicture[]
  readonly fontFolder: string
}

/** What it answers, once. `frames` is a stack without its message. */
export type RenderOutcome =
  { readonly ok: true; readonly pdf: Uint8Array } | { readonly ok: false; readonly frames: string }
