import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImageDetail, SessionDetail } from '#shared/contract/views.ts'
import { eyeOf } from '#shared/domain/image.ts'
import { SessionId } from '#shared/domain/ids.ts'
import { measurementKey, type Measurement, type MeasurementKey } from '#shared/domain/measurement.ts'
import { formatDay } from '../../i18n/format.ts'
import { sessionQuery, useWorklist } from '../../ipc/queries.ts'
import { useImageNames } from '../../view/openSession.ts'

/** What the measurements of a photograph are set against: those of another one. */
export type Against = { readonly name: string; readonly measurements: ReadonlyMap<MeasurementKey, Measurement> }

/** Another photograph of this visit, or another visit, of which the photograph of the same eye is taken. */
export type AgainstChoice = { readonly kind: 'photograph' | 'visit'; readonly id: string; readonly label: string }

const isMeasured = ({ analysis }: ImageDetail): boolean => (analysis?.measurements.length ?? 0) > 0

const byKey = ({ analysis }: ImageDetail): Against['measurements'] =>
  new Map((analysis?.measurements ?? []).map((m) => [measurementKey(m), m]))

/** The photographs and visits that a photograph can be compared with, and the one that was chosen. */
export function useAgainst(detail: ImageDetail, { session, patient, images }: SessionDetail) {
  const [chosen, choose] = useState('')
  const names = useImageNames()
  const { data: entries = [] } = useWorklist(patient.number === '' ? patient.familyName : patient.number)
  const visits = entries
    .filter((entry) => entry.patient.id === patient.id)
    .flatMap(({ sessions }) => sessions.map((summary) => summary.session))
    .filter(({ id }) => id !== session.id)
  const others = images.filter((other) => other.image.id !== detail.image.id && isMeasured(other))
  const choices: readonly AgainstChoice[] = [
    ...others.map(({ image }) => ({ kind: 'photograph' as const, id: image.id, label: names.get(image.id) ?? '' })),
    ...visits.map(({ id, day }) => ({ kind: 'visit' as const, id, label: formatDay(day) }))
  ]
  const choice = choices.find(({ id }) => id === chosen)
  const visit = useQuery(sessionQuery(choice?.kind === 'visit' ? SessionId.parse(choice.id) : null))
  const eye = eyeOf(detail.image)
  const other =
    choice?.kind === 'visit'
      ? visit.data?.images.find((candidate) => isMeasured(candidate) && eyeOf(candidate.image) === eye)
      : others.find(({ image }) => image.id === chosen)
  const against: Against | null = choice && other ? { name: choice.label, measurements: byKey(other) } : null
  /** The visit was opened and shows no measured photograph of this eye. */
  const nothingThere = choice?.kind === 'visit' && visit.isSuccess && !other
  return { choices, chosen: choice?.id ?? '', choose, against, nothingThere }
}
