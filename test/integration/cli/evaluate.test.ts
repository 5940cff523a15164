import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type EvaluateOptions, evaluateFolder } from '#main/cli/evaluate.ts'
import { type EvaluateDialogueOptions, evaluateAnswers } from '#main/cli/evaluateDialogue.ts'
import { createWorkbench } from '#main/cli/workbench.ts'
import { Scorecard } from '#main/evaluation/scorecard.ts'
import { folderOf } from '#test/fixtures/datasets/files.ts'
import { layouts } from '#test/fixtures/datasets/layouts.ts'
import { lines } from '#test/fixtures/dialogueFiles.ts'

const entry = pathToFileURL(join(import.meta.dirname, '../../../src/main/cli/index.ts')).href
const scratch = mkdtempSync(join(tmpdir(), 'retinadesk-evaluate-'))

/** A bench that writes down what is said. */
function aBench(signal = new AbortController().signal) {
  const [out, err]: [string[], string[]] = [[], []]
  const console = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    progress: () => undefined
  }
  const bench = createWorkbench(entry, { app: { name: 'RetinaDesk', version: '0.0.0' }, console, signal, now: () => 0 })
  return { bench, out, err }
}

/** Runs the command with no model at all. */
async function run(options: Partial<EvaluateOptions>, signal?: AbortSignal) {
  const { bench, out, err } = aBench(signal)
  const withoutModels = { ...bench, resources: { ...bench.resources, models: join(scratch, 'no-models') } }
  const setup = { ...bench.visionSetup({}), modelsFolder: withoutModels.resources.models }
  const code = await evaluateFolder(
    { ...withoutModels, visionSetup: () => setup },
    { data: scratch, suite: 'vessels', json: join(scratch, 'card.json'), split: 'untrained', timed: 0, ...options }
  )
  return { code, out, err }
}

describe('retinadesk evaluate', () => {
  it.each([{ suite: 'vessels,eyes' }, { split: 'some' }])(
    'written wrongly (%o) names what is possible',
    async (options) => {
      const { code, err } = await run(options)
      expect(code).toBe(2)
      expect(err.join()).toMatch(/quality, landmarks.*untrained, validation, all/u)
    }
  )

  it('needs to be told where the photographs are', async () => {
    const { bench, err } = aBench()
    const options = { suite: 'vessels', json: join(scratch, 'card.json'), split: 'all', timed: 0 }
    expect(await evaluateFolder(bench, options)).toBe(2)
    expect(err.join()).toContain('--data DIR')
  })

  it('says that there is no such folder', async () => {
    const { code, err } = await run({ data: join(scratch, 'gone') })
    expect(code).toBe(3)
    expect(err).toEqual(['file.notFound: There is no such file.'])
  })

  it('says which layouts it knows when it knows none of a folder', async () => {
    const { code, err } = await run({ data: await folderOf({ 'a/photo.txt': '' }) })
    expect(code).toBe(3)
    expect(err.join()).toMatch(/^dataset\.unusable: .*labels\.csv.*APTOS 2019.*IDRiD.*beside the photographs/u)
  })

  it('without a model says so, invents nothing and leaves the scorecard', async () => {
    const json = join(scratch, 'made', 'card.json')
    const { code, out } = await run({ data: await folderOf(await layouts.idrid()), suite: 'quality,grades', json })
    expect(code).toBe(3)
    expect(out.slice(0, 2)).toEqual([
      'quality: not scored: there is no model for it on this machine',
      'grades: not scored: there is no model for it on this machine'
    ])
    expect(out.slice(2)).toContain('idrid: 1 × photograph without its masks')
    const card = Scorecard.parse(JSON.parse(readFileSync(json, 'utf8')))
    expect(card.quality).toBeUndefined()
    expect(card.by_dataset).toEqual({})
  })

  it('refuses a place that cannot be written before it begins', async () => {
    const file = join(scratch, 'a-file')
    writeFileSync(file, '')
    const { code, err } = await run({ data: join(scratch, 'gone'), json: join(file, 'card.json') })
    expect(code).toBe(3)
    expect(err.join()).toMatch(/^file\.cannotWrite/u)
  })

  it('that is cancelled writes nothing', async () => {
    const json = join(scratch, 'cancelled.json')
    const { code, err } = await run({ data: await folderOf(await layouts.idrid()), json }, AbortSignal.abort())
    expect(code).toBe(130)
    expect(err).toEqual(['Cancelled; nothing was written.'])
    expect(existsSync(json)).toBe(false)
  })
})

describe('retinadesk evaluate --suite dialogue', () => {
  const questions = lines(['a', 'b'].map((id) => ({ id, question: 'Is there glaucoma?', answer: 'yes' })))
  const files = {
    'questions.jsonl': questions,
    'good.jsonl': questions,
    'poor.jsonl': lines([{ id: 'a', answer: 'no' }])
  }

  async function score(options: (folder: string) => Partial<EvaluateDialogueOptions>, signal?: AbortSignal) {
    const folder = await folderOf(files)
    const json = join(folder, 'made', 'card.json')
    const { bench, out, err } = aBench(signal)
    const code = await evaluateAnswers(bench, { json, questions: join(folder, 'questions.jsonl'), ...options(folder) })
    return { code, out, err, json }
  }

  it('sets systems side by side, on the screen and in the scorecard', async () => {
    const { code, out, json } = await score((folder) => ({
      answers: [join(folder, 'good.jsonl'), `llava-1.5=${join(folder, 'poor.jsonl')}`]
    }))
    expect(code).toBe(1)
    expect(out).toContain('dialogue: 2 photographs; 1 × answer.missing')
    expect(out.join('\n')).toMatch(
      /llava-1\.5: 1 × answer\.missing, first at line 2 of the questions: .*counts as empty/u
    )
    expect(out.join('\n')).toMatch(/^dialogue\.closed\.accuracy +1 \[1, 1\] n=2$/mu)
    expect(out.join('\n')).toMatch(/^dialogue\.differences\.llava-1\.5\.closed\.accuracy +-1 \[-1, -1\] n=2$/mu)
    const card = Scorecard.parse(JSON.parse(readFileSync(json, 'utf8')))
    expect(card.dialogue?.system).toBe('good')
    expect(card.dialogue?.kinds?.yesNo?.closed?.accuracy?.value).toBe(1)
  })

  it('ends with 0 when nothing was wrong', async () => {
    expect((await score((folder) => ({ answers: [`x=${join(folder, 'good.jsonl')}`] }))).code).toBe(0)
  })

  it.each([
    ['no answers', () => ({}), /--answers NAME=FILE/u],
    ['no questions', () => ({ questions: undefined, answers: ['x=y'] }), /--questions FILE/u],
    ['two systems of one name', () => ({ answers: ['x=y', 'x=z'] }), /same name/u]
  ])('with %s is written wrongly', async (_, options, said) => {
    const { code, err } = await score(options)
    expect(code).toBe(2)
    expect(err.join()).toMatch(said)
  })

  it('without the file, or cancelled, leaves nothing', async () => {
    const gone = await score((folder) => ({ answers: [`x=${join(folder, 'gone.jsonl')}`] }))
    expect([gone.code, gone.err]).toEqual([3, ['file.notFound: There is no such file.']])
    const stopped = await score((folder) => ({ answers: [join(folder, 'good.jsonl')] }), AbortSignal.abort())
    expect([stopped.code, existsSync(stopped.json)]).toEqual([130, false])
  })
})
