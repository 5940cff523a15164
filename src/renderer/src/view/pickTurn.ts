import type { Turn } from '#shared/domain/conversation.ts'
import { text } from '../i18n/text.ts'
import { request } from '../ipc/client.ts'
import { takeTurn } from '../ipc/sync.ts'
import { perform, type Action } from './history.ts'

const pickAs = (turn: Pick<Turn, 'id'>, picked: boolean): Action => ({
  name: text(picked ? 'history.pickTurn' : 'history.unpickTurn'),
  run: async () => {
    takeTurn(await request('conversation.pick', { id: turn.id, picked }))
    return pickAs(turn, !picked)
  }
})

/** Takes an answer into the report, or out of it. */
export const togglePick = (turn: Turn): Promise<boolean> => perform(pickAs(turn, !turn.picked))
