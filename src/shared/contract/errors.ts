import { z } from 'zod'

const count = z.number()
const none = z.object({})
/** A vision-language model is two files. */
const readerPart = z.enum(['model', 'projector'])

/**
 * Every error that can cross a process boundary: a stable code and its typed detail. The words and the remedy are chosen
 * in the renderer (and in the CLI); a detail never holds a patient's data, a path or a file's name.
 */
export const errorDetails = {
  'image.notAnImage': none,
  'image.unsupportedFormat': z.object({ format: z.string() }),
  'image.truncated': none,
  'image.empty': none,
  'image.tooSmall': z.object({ width: count, height: count, minimum: count }),
  'image.tooLarge': z.object({ width: count, height: count, maximumPixels: count }),
  'image.fileTooLarge': z.object({ bytes: count, maximum: count }),
  'image.duplicate': none,
  'file.notFound': none,
  'file.noPermission': none,
  'file.unreadable': z.object({ errno: z.string() }),
  'file.diskFull': none,
  'file.cannotWrite': z.object({ errno: z.string() }),
  'file.unknownToken': none,
  'model.missing': z.object({ pack: z.string() }),
  'model.wrongHash': z.object({ pack: z.string() }),
  'model.badCard': z.object({ pack: z.string(), problem: z.string() }),
  'model.cannotRun': z.object({ pack: z.string(), cause: z.string() }),
  'language.missing': none,
  'language.notGguf': none,
  'language.cannotRun': z.object({ cause: z.string() }),
  /** The file of a model that was added is no longer there, or its drive is not. */
  'language.gone': none,
  /** The file is another one than that which was checked. */
  'language.changed': none,
  'language.tooLarge': z.object({ neededGb: count, totalGb: count }),
  'language.inParts': z.object({ parts: count }),
  /** The eyes of a model without the model. */
  'language.projector': none,
  'language.noneThere': none,
  /** The runtime of vision-language models is an option that was not installed. */
  'reader.notInstalled': none,
  /** No model and projector were chosen to read with. */
  'reader.notChosen': none,
  'reader.noPair': none,
  'reader.gone': z.object({ part: readerPart }),
  /** The file is another one than that which was checked. */
  'reader.changed': z.object({ part: readerPart }),
  'reader.tooLarge': z.object({ neededGb: count, totalGb: count }),
  'reader.cannotRun': z.object({ cause: z.string() }),
  'engine.crashed': z.object({ engine: z.string(), attempts: count }),
  'engine.timedOut': z.object({ engine: z.string(), seconds: count }),
  'engine.unavailable': z.object({ engine: z.string() }),
  'engine.protocol': z.object({ engine: z.string(), problem: z.string() }),
  'database.fromTheFuture': z.object({ version: count, known: count }),
  'database.damaged': z.object({ restored: z.boolean() }),
  'database.wrongKey': none,
  'database.locked': none,
  'database.readOnly': none,
  /** A folder of photographs with labels that cannot be made sense of. */
  'dataset.unusable': z.object({ problem: z.string() }),
  /** A language model behind an address, for datasets only. */
  'endpoint.badSetting': z.object({ problem: z.string() }),
  'endpoint.refused': z.object({ status: count }),
  'endpoint.unavailable': z.object({ problem: z.string() }),
  /** A page of the knowledge base that does not keep to its format. */
  'knowledge.unusable': z.object({ page: z.string(), line: count, problem: z.string() }),
  'keychain.unavailable': none,
  'record.notFound': z.object({ what: z.string() }),
  'report.signed': none,
  'request.unknownRoute': none,
  'request.badInput': z.object({ problem: z.string() }),
  'request.forbidden': none,
  'internal.unexpected': z.object({ reference: z.string() })
} as const satisfies Record<string, z.ZodType>

export type ErrorCode = keyof typeof errorDetails
export type ErrorDetail<C extends ErrorCode> = z.infer<(typeof errorDetails)[C]>

/** An error as data: what travels in envelopes, job rows and over the engines' protocol. */
export type ErrorData = { [C in ErrorCode]: { code: C; detail: ErrorDetail<C>; retryable: boolean } }[ErrorCode]

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorDetails, code)

/** Validates an error's code together with the detail that belongs to it. */
export const ErrorData: z.ZodType<ErrorData> = z
  .object({ code: z.string(), detail: z.unknown(), retryable: z.boolean() })
  .transform((raw, context) => {
    if (!isErrorCode(raw.code)) {
      context.addIssue({ code: 'custom', message: 'unknown error code' })
      return z.NEVER
    }
    const detail = errorDetails[raw.code].safeParse(raw.detail)
    if (!detail.success) {
      context.addIssue({ code: 'custom', message: `wrong detail for ${raw.code}` })
      return z.NEVER
    }
    return { code: raw.code, detail: detail.data, retryable: raw.retryable } as ErrorData
  })

const retryable: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'file.diskFull',
  'engine.crashed',
  'engine.timedOut',
  'engine.unavailable',
  'endpoint.unavailable',
  'database.locked'
])

/** An expected failure with a stable code; anything else that is thrown is a bug. */
export class AppError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C
  readonly detail: ErrorDetail<C>

  constructor(code: C, detail: ErrorDetail<C>, options?: { cause: unknown }) {
    super(code, options)
    this.name = 'AppError'
    this.code = code
    this.detail = detail
  }

  get retryable(): boolean {
    return retryable.has(this.code)
  }

  toData(): ErrorData {
    return { code: this.code, detail: this.detail, retryable: this.retryable } as ErrorData
  }

  static fromData(data: ErrorData): AppError {
    return new AppError(data.code, data.detail)
  }
}

/** True for an AppError of one of the given codes. */
export const isAppError = <C extends ErrorCode>(error: unknown, ...wanted: readonly C[]): error is AppError<C> =>
  error instanceof AppError && (wanted.length === 0 || wanted.some((code) => code === error.code))
