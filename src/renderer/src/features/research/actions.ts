import type { ResearchRequest } from '#shared/contract/research.ts'
import type { FileToken } from '#shared/domain/ids.ts'
import type { AdapterName, DialogueTrack } from '#shared/domain/dataset.ts'
import { request } from '../../ipc/client.ts'
import { showError } from '../../view/toasts.ts'
import { useDraft } from './draft.ts'
import type { RunChoices } from './model/runForm.ts'

/** Asks for the folder of a set. */
export async function chooseFolder(): Promise<void> {
  try {
    const folder = await request('research.chooseFolder', {})
    if (folder) useDraft.setState({ folder, adapter: null, output: null, tab: 'records' })
  } catch (error) {
    showError(error)
  }
}

/** Asks where the dialogues go. Answers with the chosen file, or null when the user changed their mind. */
export async function chooseOutput(adapter: AdapterName, track: DialogueTrack): Promise<FileToken | null> {
  try {
    const output = await request('research.chooseOutput', { adapter, track })
    if (output) useDraft.setState({ output })
    return output?.token ?? null
  } catch (error) {
    showError(error)
    return null
  }
}

/** Starts a run with the choices of the form; asks where to write first where that is not chosen. */
export async function startRun(adapter: AdapterName, choices: RunChoices): Promise<void> {
  const { folder, output: chosen } = useDraft.getState()
  if (!folder) return
  const output = chosen?.token ?? (await chooseOutput(adapter, choices.track))
  if (output !== null) await start({ ...choices, adapter, folder: folder.token, output })
}

/** Starts a run, or goes on with one that was cut short. The next run asks for another file. */
export async function start(research: ResearchRequest): Promise<void> {
  try {
    // Main tells how the run stands before it answers; the answer would put that back.
    await request('research.start', research)
    useDraft.setState({ output: null, tab: 'run', stopping: false })
  } catch (error) {
    showError(error)
  }
}

export async function stopRun(): Promise<void> {
  useDraft.setState({ stopping: true })
  try {
    await request('research.stop', {})
  } catch (error) {
    useDraft.setState({ stopping: false })
    showError(error)
  }
}

export async function reveal(output: FileToken): Promise<void> {
  try {
    await request('research.reveal', { output })
  } catch (error) {
    showError(error)
  }
}
