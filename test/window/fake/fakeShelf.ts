import type { LanguageModels, LanguageModelView, SecondReaderView } from '#shared/contract/languageModels.ts'
import { Sha256 } from '#shared/domain/ids.ts'
import type { Settings } from '#shared/domain/settings.ts'
import { UtcMs } from '#shared/domain/units.ts'

const hash = (letter: string): Sha256 => Sha256.parse(letter.repeat(64))

const model = (changes: Partial<LanguageModelView>): LanguageModelView => ({
  id: hash('a'),
  origin: 'added',
  name: 'Example Instruct',
  fileName: 'example-instruct-q4_k_m.gguf',
  bytes: 4.4e9,
  size: '7B',
  quantisation: 'Q4_K_M',
  licence: 'apache-2.0',
  contextLength: 32_768,
  needBytes: 5.3e9,
  contextTokens: 4096,
  fit: 'fits',
  state: 'ready',
  inUse: false,
  measured: null,
  ...changes
})

/** A second reader whose files are both there. */
export const fakeReader: SecondReaderView = {
  installed: true,
  model: {
    id: hash('f'),
    name: 'Example VL 7B',
    fileName: 'example-vl-7b-q4_k_m.gguf',
    bytes: 4.4e9,
    size: '7B',
    quantisation: 'Q4_K_M',
    licence: 'apache-2.0',
    state: 'ready'
  },
  projector: {
    id: hash('0'),
    name: 'Example VL projector',
    fileName: 'mmproj-example-vl-f16.gguf',
    bytes: 6.2e8,
    size: null,
    quantisation: 'F16',
    licence: null,
    state: 'ready'
  },
  memory: { needBytes: 6.6e9, fit: 'fits' }
}

/** What the settings say of it. */
export const fakeReaderChosen: Settings['secondReader'] = {
  model: fakeReader.model?.id ?? null,
  projector: fakeReader.projector?.id ?? null
}

export const measured = {
  backend: 'cpu',
  threads: 4,
  gpuLayers: 0,
  contextTokens: 4096,
  tokensPerSecond: 8.42,
  tried: 5,
  at: UtcMs.parse(1_790_000_000_000)
} as const

const own = model({
  id: hash('b'),
  origin: 'embedded',
  name: 'SmolLM2 135M Instruct',
  fileName: 'SmolLM2-135M-Instruct.Q4_1.gguf',
  bytes: 98e6,
  size: '135M',
  quantisation: 'Q4_1',
  contextLength: 8192,
  needBytes: 265e6,
  inUse: true
})

/** A shelf on which a model of every standing lies. */
export const fakeShelf: LanguageModels = {
  models: [
    own,
    model({ measured }),
    model({
      id: hash('c'),
      name: 'Example Medium',
      fileName: 'medium.gguf',
      size: '14B',
      bytes: 9e9,
      needBytes: 10.9e9,
      fit: 'tight'
    }),
    model({
      id: hash('d'),
      name: 'Example Large',
      fileName: 'large.gguf',
      size: '70B',
      bytes: 42e9,
      needBytes: 47e9,
      fit: 'tooLarge'
    }),
    model({ id: hash('e'), name: 'Example on a stick', fileName: 'stick.gguf', licence: null, state: 'missing' })
  ],
  secondReader: { installed: true, model: null, projector: null, memory: null },
  memory: { totalBytes: 16e9, freeBytes: 9.2e9 },
  work: null,
  refused: [],
  problem: null
}
