import { AppError } from '#shared/contract/errors.ts'
import { embeddedFolders, findModel } from '../../assistant/engine/modelFiles.ts'
import { createEndpoint } from '../../dataset/generate/endpoint.ts'
import { type DialogueGenerator, composer } from '../../dataset/generate/generator.ts'
import { GGUF_TEMPERATURE, openGguf } from '../../dataset/generate/gguf.ts'
import { endpointKey } from '../endpointKey.ts'
import type { Workbench } from '../workbench.ts'
import type { DialoguesSettings } from './settings.ts'

type Bench = Pick<Workbench, 'signal' | 'openLanguage' | 'resources'>
type Open = { readonly generator: DialogueGenerator; readonly close: () => void }

/**
 * Opens the generator that the settings name; close it.
 * @throws AppError language.*, engine.*, endpoint.badSetting; the signal's reason when cancelled.
 */
export async function openGenerator(bench: Bench, settings: DialoguesSettings): Promise<Open> {
  switch (settings.generator) {
    case 'composer':
      return { generator: composer, close: () => undefined }
    case 'gguf':
      return openModel(bench, settings)
    case 'endpoint':
      return { generator: endpointOf(settings), close: () => undefined }
  }
}

async function openModel({ signal, openLanguage, resources }: Bench, settings: DialoguesSettings): Promise<Open> {
  const path = settings.model ?? (await findModel(embeddedFolders(resources.models)))
  if (path === undefined) throw new AppError('language.missing', {})
  const engine = openLanguage()
  try {
    const { cpu, temperature = GGUF_TEMPERATURE } = settings
    const generator = await openGguf({ engine, path, acceleration: cpu ? 'cpu' : 'auto', temperature, signal })
    return { generator, close: () => engine.close() }
  } catch (error) {
    engine.close()
    throw error
  }
}

function endpointOf({
  endpoint: url,
  endpointModel: model,
  timeout,
  ...settings
}: DialoguesSettings): DialogueGenerator {
  if (url === undefined || model === undefined) {
    throw new AppError('endpoint.badSetting', { problem: 'the endpoint needs --endpoint and --endpoint-model' })
  }
  const key = endpointKey()
  return createEndpoint({ ...settings, url, model, timeoutMs: timeout * 1000, ...(key === undefined ? {} : { key }) })
}
