import { Command } from 'cmdk'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { commands, menuNames, type CommandId } from '#shared/contract/commands.ts'
import { patientName } from '#shared/domain/patient.ts'
import { caption } from '../i18n/domainWords.ts'
import { formatDay } from '../i18n/format.ts'
import { useWorklist } from '../ipc/queries.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { runCommand, useCommands } from '../view/commands.ts'
import { closeDialog } from '../view/dialogs.ts'
import { openSession } from '../view/sessionView.ts'
import { useSettled } from '../view/settled.ts'
import { paletteRank } from './paletteRank.ts'
import { commandKey, commandName, commandsInOrder } from './commandNames.ts'

function choose(id: CommandId): void {
  closeDialog()
  // After the dialog has given the focus back, so that a command may put it elsewhere.
  setTimeout(() => runCommand(id))
}

function CommandGroups() {
  const { t } = useTranslation('commands')
  const known = useCommands((state) => state.known)
  const offered = commandsInOrder.filter((id) => known.has(id) && id !== 'palette.open')
  const groups = menuNames
    .map((menu) => ({ menu, ids: offered.filter((id) => commands[id].menu === menu) }))
    .filter(({ ids }) => ids.length > 0)
  return groups.map(({ menu, ids }) => (
    <Command.Group key={menu} heading={t(`menu.${menu}`)}>
      {ids.map((id) => (
        <Command.Item key={id} value={commandName(id)} onSelect={() => choose(id)}>
          <span>{commandName(id)}</span>
          {commandKey(id) === undefined ? null : <kbd>{commandKey(id)}</kbd>}
        </Command.Item>
      ))}
    </Command.Group>
  ))
}

function SessionGroup({ typed }: { readonly typed: string }) {
  const { t } = useTranslation('commands')
  const { data = [] } = useWorklist(useSettled(typed))
  const rows = data.flatMap(({ patient, sessions }) => sessions.map(({ session }) => ({ patient, session })))
  return (
    <Command.Group heading={t('palette.patients')}>
      {rows.map(({ patient, session }) => (
        <Command.Item
          key={session.id}
          value={`${patientName(patient)} ${patient.number} ${session.day}`}
          onSelect={() => {
            closeDialog()
            openSession(session.id)
          }}
        >
          <span>{patientName(patient)}</span>
          <span className="caption">{caption(patient.number, formatDay(session.day))}</span>
        </Command.Item>
      ))}
    </Command.Group>
  )
}

/** Every command that can be chosen now, and every session, by typing a part of its name. */
export function CommandPalette() {
  const { t } = useTranslation('commands')
  const [typed, setTyped] = useState('')
  return (
    <Dialog title={t('palette.title')} onClose={closeDialog}>
      <Command
        label={t('palette.title')}
        className="palette"
        filter={(value, search) => paletteRank(value, search)}
        loop
      >
        <Command.Input
          placeholder={t('palette.placeholder')}
          className="input"
          value={typed}
          onValueChange={setTyped}
        />
        <Command.List>
          <Command.Empty>{t('palette.none')}</Command.Empty>
          <CommandGroups />
          <SessionGroup typed={typed} />
        </Command.List>
      </Command>
    </Dialog>
  )
}
