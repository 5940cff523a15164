import { beforeAll, describe, expect, it } from 'vitest'
import { CommandId } from '#shared/contract/commands.ts'
import { AppError, ErrorData, errorDetails, type ErrorCode } from '#shared/contract/errors.ts'
import { commandName } from '../../../src/renderer/src/app/commandNames.ts'
import { figure, percentFigure } from '../../../src/renderer/src/i18n/format.ts'
import { errorWords } from '../../../src/renderer/src/i18n/errorText.ts'
import { imageNames, withUnit } from '../../../src/renderer/src/i18n/domainWords.ts'
import { resources } from '../../../src/renderer/src/i18n/resources.ts'
import { startTexts } from '../../../src/renderer/src/i18n/start.ts'
import { SECOND_READING_LABEL } from '#main/assistant/secondReading/label.ts'
import { imageId } from '#test/fixtures/ids.ts'
import { anImage } from '#test/fixtures/session.ts'

beforeAll(startTexts)

/** A detail for every field that any code has. */
const detail = {
  format: 'gif',
  width: 1,
  height: 1,
  minimum: 64,
  maximumPixels: 1,
  bytes: 1,
  maximum: 1,
  errno: 'EIO',
  pack: 'lesions',
  problem: 'x',
  cause: 'x',
  engine: 'vision',
  attempts: 3,
  seconds: 60,
  version: 9,
  known: 4,
  restored: true,
  status: 401,
  page: 'glaucoma',
  line: 3,
  what: 'x',
  reference: 'r',
  neededGb: 9,
  totalGb: 8,
  parts: 3,
  part: 'projector'
}

const isCode = (code: string): code is ErrorCode => Object.hasOwn(errorDetails, code)

it('the window heads a second reading with the label that reports and exports print', () => {
  expect(resources.en.chat.reading.label).toBe(SECOND_READING_LABEL)
})

describe('error texts', () => {
  it('say for every code what happened, what is safe and what to do, with every figure filled in', () => {
    for (const code of Object.keys(errorDetails).filter(isCode)) {
      const parsed = ErrorData.parse({ code, detail, retryable: false })
      const { title, safe, remedy } = errorWords(AppError.fromData(parsed))
      for (const words of [title, safe, remedy]) {
        expect(words, code).not.toContain('{{')
        expect(words, code).not.toContain(code)
        expect(words, code).not.toContain('!')
        expect(words.length, code).toBeGreaterThan(8)
      }
    }
  })

  it('turn anything else that was thrown into words with a reference for the log', () => {
    expect(errorWords(new TypeError('boom'))).toMatchObject({ code: 'internal.unexpected' })
    expect(errorWords(new TypeError('boom')).remedy).not.toContain('boom')
  })

  it('do not promise a backup where there is none', () => {
    const lost = errorWords(new AppError('database.damaged', { restored: false }))
    expect(lost.remedy).not.toBe(errorWords(new AppError('database.damaged', { restored: true })).remedy)
  })

  it('do not call a research run an analysis', () => {
    const ended = (engine: string): string => errorWords(new AppError('engine.crashed', { engine, attempts: 1 })).title
    expect(ended('vision')).toContain('Analysis')
    expect(ended('research')).not.toContain('Analysis')
  })
})

describe('texts', () => {
  const leaves = (node: unknown): string[] =>
    typeof node === 'string' ? [node] : typeof node === 'object' && node ? Object.values(node).flatMap(leaves) : []

  it('are never empty, and have no exclamation marks', () => {
    for (const words of leaves(resources)) {
      expect(words.trim()).not.toBe('')
      expect(words).not.toContain('!')
    }
  })

  it('name every command, no two alike', () => {
    const names = CommandId.options.map(commandName)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('figures', () => {
  it('never call the nearly certain certain', () => {
    expect(percentFigure(0.9999)).toBe('> 99')
    expect(percentFigure(0.0004)).toBe('< 1')
    expect(percentFigure(1)).toBe('100')
    expect(percentFigure(0.875)).toBe('88')
  })

  it('have as many decimals as their size warrants', () => {
    expect([151.4, 12.44, 0.668, 0.0344, 3].map(figure)).toEqual(['151', '12.4', '0.67', '0.034', '3'])
  })

  it('carry their unit', () => {
    expect(withUnit(151, 'micrometre')).toBe('151 µm')
    expect(withUnit(0.67, 'ratio')).toBe('0.67')
    expect(withUnit(5.7, 'degree')).toBe('5.70°')
  })
})

describe('the names of photographs', () => {
  it('count within an eye, and within those of no eye', () => {
    const eyes = ['OD', 'OS', 'OD', null] as const
    const images = eyes.map((eye, index) =>
      anImage({ id: imageId(index + 1), eye: eye === null ? { by: 'nobody' } : { by: 'model', eye } })
    )
    expect([...imageNames(images).values()]).toEqual(['OD 1', 'OS 1', 'OD 2', 'Photo 1'])
  })
})
