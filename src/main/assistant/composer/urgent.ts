import type { Symptom } from '../question/intent.ts'
import { answered, type Composer } from './context.ts'
import { state } from './sentence.ts'

/**
 * Fixed advice for symptoms, said before anything else and never generated. To be read and signed by an ophthalmologist
 * before release. Sources: College of Optometrists C205; BSR giant cell arteritis guideline 2020; AHA statement 2021.
 */
const advice: Readonly<Record<Symptom, string>> = {
  suddenLoss:
    'Sudden loss of sight, even if it came back, is an emergency: call the emergency number now, as for a stroke, and do not drive. Tell them about any headache, tender scalp or jaw pain. Do not wait for a photograph.',
  giantCellArteritis:
    'Headache, a tender scalp or jaw pain together with visual symptoms needs emergency assessment now: sight in both eyes can be at risk. Do not wait for a photograph.',
  flashesOrCurtain:
    'New flashes, floaters or a curtain need an examination through a wide pupil the same day. It cannot wait: the photograph does not show the far periphery, and a normal picture does not exclude a tear.',
  angleClosure:
    'A painful red eye, severe eye pain or haloes need to be seen by an eye emergency service the same day; contact lenses stay out.',
  afterProcedure:
    'Pain, redness or falling sight after surgery or an injection need the treating eye service the same day. Do not wait for a photograph.',
  neurological:
    'New double vision, a drooping lid, unequal pupils, or visual loss with weakness or trouble speaking is an emergency: call the emergency number now.',
  pressureHeadache:
    'Headache with brief blackouts of vision, visual symptoms with very high blood pressure, or visual symptoms late in pregnancy need emergency assessment the same day.',
  injury: 'An injured eye needs to be seen by an eye emergency service the same day; do not press on it or rub it.',
  chemical:
    'A chemical splash comes first: rinse the eye with plenty of water immediately and keep rinsing, then go to an emergency service.',
  whitePupil: 'A white pupil in a child needs to be seen by an eye service the same day.',
  unspecified:
    'If this is about a new symptom: sudden loss of sight, new flashes, floaters or a curtain, double vision, severe pain, an injury or a splash need an emergency service the same day, whatever a photograph shows.',
  distortion:
    'New distortion or central blur needs to be seen by an eye service by the next working day. A photograph that looks normal does not exclude the cause.'
}

/** Emergencies in which the picture is not spoken of at all. */
export const composeUrgent: Composer = (_ask, { question }) =>
  answered([
    ...question.symptoms.map((symptom) => state`${advice[symptom]}`),
    state`What this photograph shows does not change that advice.`
  ])
