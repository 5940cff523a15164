import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { events } from '#shared/contract/events.ts'
import { DatasetPreview, FolderContent, type ResearchRun, RunStanding } from '#shared/contract/research.ts'
import { FileToken } from '#shared/domain/ids.ts'
import { sessionId } from '#test/fixtures/ids.ts'
import { aResearchReport } from '#test/fixtures/research.ts'

const refused = (schema: z.ZodType, value: unknown): boolean => !schema.safeParse(value).success

const run: ResearchRun = {
  request: {
    folder: FileToken.parse(sessionId(8)),
    output: FileToken.parse(sessionId(9)),
    adapter: 'idrid',
    track: 'instruction',
    generator: 'composer',
    seed: 7,
    limit: null
  },
  folderName: 'IDRiD',
  outputName: 'idrid.jsonl',
  standing: { state: 'running', progress: { stage: 'describe', done: 3, total: 10 } }
}

describe('a run that changed', () => {
  const schema = events['research.changed']

  it('tells how it stands, in each of its states', () => {
    const standings: readonly RunStanding[] = [
      run.standing,
      { state: 'running', progress: null },
      { state: 'stopped', progress: null },
      { state: 'failed', error: { code: 'file.diskFull', detail: {}, retryable: true } },
      { state: 'done', report: aResearchReport() }
    ]
    for (const standing of standings) expect(schema.parse({ ...run, standing })).toEqual({ ...run, standing })
  })

  it.each<[string, unknown]>([
    ['without a state', { ...run, standing: {} }],
    ['done without a report', { ...run, standing: { state: 'done' } }],
    ['failed for no known reason', { ...run, standing: { state: 'failed', error: 'disk' } }],
    [
      'with progress of nothing',
      { ...run, standing: { state: 'running', progress: { stage: 'x', done: 0, total: 0 } } }
    ],
    ['that names a path for its output', { ...run, request: { ...run.request, output: '/data/out.jsonl' } }],
    ['of an unknown set', { ...run, request: { ...run.request, adapter: 'imagenet' } }]
  ])('%s is refused', (_, value) => {
    expect(refused(schema, value)).toBe(true)
  })
})

describe('what is known of a folder', () => {
  const set = { adapter: 'csv', title: 'A table of your own', licence: 'your own', recognised: true }

  it('is counted and named', () => {
    expect(FolderContent.parse({ images: 0, sets: [set] }).sets).toEqual([set])
    expect(refused(FolderContent, { images: -1, sets: [] })).toBe(true)
    expect(refused(FolderContent, { images: 1, sets: [{ ...set, adapter: 'imagenet' }] })).toBe(true)
    expect(refused(FolderContent, { images: 1, sets: [{ ...set, recognised: 'yes' }] })).toBe(true)
  })

  const record = {
    id: 'a',
    photograph: 'present',
    eye: 'OD',
    group: null,
    labels: [],
    absent: 0,
    outlines: false,
    text: 'A photograph.'
  }
  const preview = { records: 1, groups: 1, missingPhotographs: 0, first: [record], problems: [] }

  it.each<[string, unknown]>([
    ['with half a record', { ...preview, records: 0.5 }],
    ['with an eye in words', { ...preview, first: [{ ...record, eye: 'right' }] }],
    ['with a label of no state', { ...preview, first: [{ ...record, labels: [{ text: 'drusen' }] }] }],
    ['with no problem of a kind', { ...preview, problems: [{ kind: 'badRow', count: 0, first: [] }] }],
    ['with a problem of no kind', { ...preview, problems: [{ kind: 'odd', count: 1, first: [] }] }]
  ])('%s is refused', (_, value) => {
    expect(DatasetPreview.safeParse(preview).success).toBe(true)
    expect(refused(DatasetPreview, value)).toBe(true)
  })
})

describe('a report of a run', () => {
  it.each<[string, unknown]>([
    ['with a reason that nobody knows', { rejections: [{ reason: 'style', count: 1, first: [] }] }],
    ['with less than nothing kept', { kept: -1 }],
    ['with a measure that is no number', { meanWords: Number.NaN }]
  ])('%s is refused', (_, change) => {
    expect(refused(RunStanding, { state: 'done', report: { ...aResearchReport(), ...Object(change) } })).toBe(true)
  })
})
