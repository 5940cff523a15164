import type { LexiconEntry } from '../../question/lexicon.ts'
import { symptom } from './phrases.ts'

/** Symptoms of which each alone asks for advice before anything else. */
export const symptomEntries: readonly LexiconEntry[] = [
  ...symptom([
    [
      'suddenLoss',
      `sudden loss of vision, sudden loss of sight, suddenly blind, suddenly cannot see, suddenly cant see,
      suddenly lost, lost sight, lost my sight, lost the sight, lost vision, lost my vision, lost his vision,
      lost her vision, lost his sight, lost her sight, lost all vision, loss of vision in one eye, vision gone,
      sight gone, vision has gone, sight has gone, vision went, sight went, vision went black, sight went black,
      went black, went blind, blacked out, cant see out of, cannot see out of, cant see anything,
      cannot see anything, cant see with my, cannot see with my, amaurosis, sudden visual loss, sudden vision loss,
      sudden drop in vision, vision dropped suddenly, vision suddenly, sight suddenly, woke up blind,
      suddenly everything, everything is dark, shadow moves over, dropped suddenly, vision dropped, sight dropped, vision fell, drop in vision, vision is gone, suddenly dark,
      vision dim`
    ],
    [
      'giantCellArteritis',
      `jaw pain, jaw claudication, pain on chewing, pain when chewing, scalp tenderness, scalp pain, tender scalp,
      temple headache, jaw ache, jaw hurt, scalp hurt, temple, scalp`
    ],
    [
      'flashesOrCurtain',
      `flash, flashing light, floater, curtain, shadow over, shadow in my, shower of, spots floating, cobweb,
      veil over, lightning, soot`
    ],
    [
      'angleClosure',
      `red painful eye, painful red eye, eye is red and painful, red and painful, red eye and pain, halo,
      severe eye pain, terrible eye pain, eye hurts badly, contact lens pain, painful eye, eye is painful,
      rainbow around light, very painful, painful and red`
    ],
    [
      'afterProcedure',
      `pain after the injection, pain after injection, pain after surgery, pain after the operation,
      pain since the injection, pain since the operation, pain since surgery, red since the injection,
      red after the injection, worse since the injection, worse since surgery, worse after surgery,
      worse after the injection, red after surgery, painful since the operation, painful since the injection,
      pain after eye surgery, since the injection the eye hurt, after cataract surgery, days after surgery,
      days after the injection, redness after`
    ],
    [
      'neurological',
      `double vision, diplopia, drooping lid, droopy lid, lid droop, ptosis since, unequal pupil, pupil is bigger,
      slurred speech, trouble speaking, weakness in, arm weak, face droop, seeing double, see double, sees double,
      eyelid droop, droopy eyelid`
    ],
    [
      'pressureHeadache',
      `brief blackout, vision greys out, grey outs, transient obscuration, headache and blurred, headache with,
      worst headache, headache and vision, pregnant and, preeclampsia, severe headache, very high blood pressure and`
    ],
    [
      'injury',
      `hit in the eye, hit my eye, hit his eye, hit her eye, poked, eye injury, injured eye, trauma to, punched,
      ball in the eye, something flew into, fell on, hammering, blow to the eye, injury to the eye, ball hit, hit by`
    ],
    [
      'chemical',
      `chemical, bleach, acid in, alkali, splashed, cleaner in, lime in, cement in, drain cleaner, battery acid,
      into her eye, into his eye, into my eye, into the eye`
    ],
    ['whitePupil', 'white pupil, leukocoria, leucocoria, pupil looks white'],
    [
      'distortion',
      `straight line, lines look bent, lines are bent, lines look wavy, wavy line, things look bent,
      distorted vision, vision is distorted, metamorphopsia, distortion since, everything looks bent,
      door frames bend, central blur, blurred in the middle, new distortion, bent line, are wavy, wavy, look wavy`
    ]
  ])
]
