import type { ImageDetail } from '#shared/contract/views.ts'
import type { Analysis } from '#shared/domain/analysis.ts'
import { type FundusImage, eyeOf } from '#shared/domain/image.ts'
import { isActive } from '#shared/domain/job.ts'
import type { Scale } from '#shared/domain/landmark.ts'
import { missingReasons } from '../english/missingReasons.ts'
import { gateReasonNames, qualityNames, qualityReasonNames, stageSubjects } from '../english/quality.ts'
import { eyeNames } from '../english/places.ts'
import type { DraftContext } from './draft.ts'
import { draftFor } from './draft.ts'
import type { EvidenceDraft } from './fact.ts'
import { formatProbability, listed } from './figures.ts'

/** How far a photograph can be spoken of. Only `readable` ones carry absences, measurements and grades. */
export type Standing = 'notAnalysed' | 'running' | 'failed' | 'noFundus' | 'ungradable' | 'readable'

/** The standing of a photograph with its latest analysis and job. */
export function standingOf(detail: Pick<ImageDetail, 'analysis' | 'job'>): Standing {
  const { analysis, job } = detail
  if (!analysis) {
    if (job && isActive(job)) return 'running'
    return job?.state === 'failed' ? 'failed' : 'notAnalysed'
  }
  if (!analysis.gate.fundus) return 'noFundus'
  return analysis.quality?.level === 'reject' ? 'ungradable' : 'readable'
}

/** Names the photograph by its eye: "right eye", with its place among several of the same eye. */
export function eyeDraft(image: FundusImage, nth: { readonly place: number; readonly of: number }): EvidenceDraft {
  const eye = eyeOf(image) ?? null
  const name = eye ? eyeNames[eye] : 'photographed eye (side not stated)'
  return draftFor(
    { imageId: image.id, eye },
    {
      kind: 'eye',
      subject: 'eye',
      text: nth.of > 1 ? `${name}, photograph ${nth.place} of ${nth.of}` : name,
      source: image.eye.by === 'clinician' ? 'clinician' : 'landmarks',
      fact: { kind: 'eye', by: image.eye.by }
    }
  )
}

/** Who says which eye it is, and from what. */
export function eyeBasisDraft(image: FundusImage, analysis: Analysis | null): EvidenceDraft {
  const proposal = analysis?.landmarks.eye ?? null
  const basis =
    proposal === null
      ? 'neither the disc nor the fovea tells the side'
      : proposal.basis === 'discAndFovea'
        ? 'the optic disc lies to the nasal side of the fovea'
        : 'the optic disc lies to one side of the field'
  const proposed =
    proposal === null
      ? ''
      : `; the picture suggests the ${eyeNames[proposal.eye]}, ${formatProbability(proposal.confidence)}`
  const text = {
    clinician: `stated by the clinician${proposed}`,
    model: `proposed from the picture, ${proposal ? formatProbability(proposal.confidence) : 'confidence unknown'}: ${basis}`,
    nobody: `not stated: ${basis}`
  }[image.eye.by]
  return draftFor(
    { imageId: image.id, eye: eyeOf(image) ?? null },
    {
      kind: 'eye',
      subject: 'how the eye is known',
      text,
      source: image.eye.by === 'clinician' ? 'clinician' : 'landmarks',
      fact: { kind: 'eyeBasis', by: image.eye.by }
    }
  )
}

/** Says why there is no analysis to speak of. */
export function standingDraft(
  image: FundusImage,
  standing: Extract<Standing, 'notAnalysed' | 'running' | 'failed'>
): EvidenceDraft {
  const text = {
    notAnalysed: 'not analysed yet',
    running: 'the analysis is still running',
    failed: 'the analysis failed'
  }[standing]
  return draftFor(
    { imageId: image.id, eye: eyeOf(image) ?? null },
    { kind: 'notMeasured', subject: 'analysis', text, source: 'application', fact: { kind: 'standing', standing } }
  )
}

function gateDrafts(context: DraftContext): EvidenceDraft[] {
  const { gate } = context.analysis
  if (gate.fundus) return []
  const reasons = gate.reasons.map((reason) => gateReasonNames[reason])
  return [
    draftFor(context, {
      kind: 'gate',
      subject: 'kind of picture',
      text: `not a fundus photograph${reasons.length > 0 ? `: ${listed(reasons)}` : ''}`,
      source: gate.method,
      fact: { kind: 'gate', fundus: false }
    })
  ]
}

function qualityDraft(context: DraftContext): EvidenceDraft {
  const { quality } = context.analysis
  if (!quality) {
    return draftFor(context, {
      kind: 'quality',
      subject: 'image quality',
      text: 'quality not assessed',
      source: context.packSource('quality'),
      fact: { kind: 'quality', level: null }
    })
  }
  const reasons = quality.reasons.map((reason) => qualityReasonNames[reason])
  const why = reasons.length > 0 ? `: ${listed(reasons)}` : ''
  const confidence = quality.confidence === null ? '' : `, ${formatProbability(quality.confidence)}`
  return draftFor(context, {
    kind: 'quality',
    subject: 'image quality',
    text: `${qualityNames[quality.level]}${why}${confidence}`,
    source: quality.method,
    fact: { kind: 'quality', level: quality.level }
  })
}

const scaleBasis: Readonly<Record<Scale['basis'], string>> = {
  pixelSpacing: 'from the pixel spacing in the file',
  discDiameter: 'estimated from the size of the optic disc, taking that of a typical eye',
  fieldDiameter: 'estimated from the width of the field, taking that of a typical camera'
}

function scaleDraft(context: DraftContext): EvidenceDraft {
  const { scale } = context.analysis
  return draftFor(context, {
    kind: scale ? 'measurement' : 'notMeasured',
    subject: 'scale of the photograph',
    text: scale
      ? `${scale.micrometrePerPx.toFixed(2)} µm per pixel, ${scaleBasis[scale.basis]}`
      : 'no scale: neither the file, the disc nor the field gives one',
    source: 'application',
    fact: { kind: 'scale', calibration: scale?.calibration ?? null }
  })
}

/** Gate, quality, scale and what did not run, for one analysed photograph. */
export function imageDrafts(context: DraftContext): EvidenceDraft[] {
  const { analysis } = context
  if (!analysis.gate.fundus) return gateDrafts(context)
  return [
    qualityDraft(context),
    ...(analysis.quality?.level === 'reject' ? [] : [scaleDraft(context)]),
    ...(analysis.outOfDistribution === true
      ? [
          draftFor(context, {
            kind: 'quality',
            subject: 'likeness to the training photographs',
            text: 'unlike the photographs that the models learned from',
            source: context.packSource('grades'),
            fact: { kind: 'unlikeTraining' }
          })
        ]
      : []),
    ...analysis.missing
      // Without its model, quality is judged by the statistics of the picture, and said with that source.
      .filter(({ stage }) => stage !== 'quality' || analysis.quality === null)
      .map((missing) => missingDraft(context, missing))
  ]
}

const missingDraft = (context: DraftContext, { stage, reason }: Analysis['missing'][number]): EvidenceDraft =>
  draftFor(context, {
    kind: 'notMeasured',
    subject: stageSubjects[stage],
    text: `${stageSubjects[stage]} not assessed: ${missingReasons.get(reason) ?? 'it did not run'}`,
    source: 'application',
    fact: { kind: 'stageMissing', stage }
  })
