import type { LexiconEntry } from '../../question/lexicon.ts'
import { cue } from './phrases.ts'

/** Turns of phrase that ask about findings, grades, measurements and the photograph itself. */
export const readingCues: readonly LexiconEntry[] = cue([
  ['what', 'what, which'],
  [
    'where',
    `where, whereabout, whereabouts, location, locate, located, position, quadrant, which part, point me to,
      point to, show me the, distribution, distributed, nasal or temporal, situated, what part, which area,
      which region, sit, sector, temporal or nasal, above or below, below or above, superior or inferior,
      inferior or superior, point out, which etdrs, etdrs field, mark the, scattered, clustered, in the macula,
      spread, what sector, in what area, side of the fovea, relative to the, upper or lower, which half, do they lie,
      lesions lie, highlight the`
  ],
  [
    'howMany',
    `how many, number of, count, counted, tally, how numerous, total number, amount of, per quadrant,
      how much bleeding, total lesion, how often do you see, more than, just one, several, quantity, one or several,
      amount, lesion count, number, portion, proportion, share of, fraction of, total of, in total, how much lesion, total ma`
  ],
  [
    'size',
    `how big, how large, size, area, dimension of, extent, large are, square millimetre, square millimeter, mm2,
      dimensions, big, how extensive, largest, biggest, diameter of, small, large, how wide is the bleed, covered by,
      surface, cover, occupy, dimensions of, in mm, a big, width of the lesion`
  ],
  [
    'certainty',
    `how sure, how certain, how confident, confidence, confident, probability, certain, sure, certainty, trust,
      reliable, reliability, false positive, how likely, accurate, accuracy, believe, uncertain, uncertainty,
      could be wrong, mistake, percent, rely, trustworthy, definitely, odds, likelihood, faith, firm, be wrong,
      is wrong, really, probable, degree of certainty, true microaneurysm, mistaken, doubt`
  ],
  [
    'quality',
    `quality, sharp, sharp enough, blurry, blurred, blur, focus, in focus, retake, repeat the photo, usable,
      can be used, picture be used, image be used, photo be used, rejected, clear enough, well lit, too dark, dark,
      exposure, overexposed, hazy, artefact, artifact, good photo, good image, good picture, bad photo, bad image,
      repeat, take another, another picture, another photo, adequate, focused, field complete, macula in view,
      problem with the, wrong with the photo, wrong with the image, wrong with the picture, haze, fit for,
      illumination, illuminated, lighting, sufficient, contrast, resolution, how good is the photo,
      how good is the image, how good is the picture, artefacts`
  ],
  [
    'gradable',
    `gradable, gradeable, ungradable, ungradeable, good enough, enough to grade, enough to read, fit to grade,
      can it be graded, can this be graded, can this image be graded, can the image be graded, be graded,
      grade this picture, fit for grading, one grade this, matter for grading, marked ungradable, can it be read,
      sufficient quality`
  ],
  [
    'whichEye',
    `which eye, what eye, which side, laterality, left or right, right or left, od or os, os or od,
      the right or the left, right or the left, left or the right,
      know its the right eye, know its the left eye, know it is the right eye, know it is the left eye,
      a left eye and not a right, a right eye and not a left, is this the right eye, is this the left eye,
      is this a right eye, is this a left eye, is it the right eye, is it the left eye, what side, tell me the side,
      said that this is, tell it is a right eye, tell it is a left eye, mix up the eyes, mixed up the eyes,
      assign the eye, which of the eyes, sure which eye, side is this, the left or the right, looking at od,
      looking at os, is this od, is this os, is that the left, is that the right, confused the eyes`
  ],
  ['laterality', 'a left eye, a right eye, the left or the right'],
  [
    'grade',
    `grade, graded, grading, stage, staging, level, severity, icdr, classification, classify, npdr or pdr, how bad,
      how advanced, category, referable, non referable, advanced, early or advanced, score`
  ],
  [
    'severe',
    `how severe, severity, call it moderate, call it severe, call it mild, how serious, how far advanced, advanced,
      far advanced, mild or moderate, moderate or severe, how bad`
  ],
  ['classifier', 'classifier, neural network, network say, model say, model think'],
  ['rule', 'by rule, by the rule, rule based, guideline say'],
  ['why', 'why, how come, what makes, for what reason, wherefore, why not, why isnt, why didnt, why did you'],
  [
    'reason',
    `reason, what separates, what keeps, justify, justification, arrive at, came about, come about, speaks against, speak against,
      on what grounds, grounds, explain how, how did you get, how did you come, how was the grade, rests on,
      what supports, what argues, decide the grade, decides the grade, lesions decide, how do you know, speaks for,
      speak for, reach that, reach this, what would make, what would have, support the, supports the, made you,
      drove, reasoning, rule and classifier, classifier and rule, explain the grade, explain your grad,
      explain the stage, walk me through the criteria, led you, what led, lead you, disagree, does the grade rest,
      the grade rest, decisive, have to be there for, missing for, needed for, keeps it from, rather than`
  ],
  ['basis', 'based on, basis, rest on, rests on, depend on, derived, what supports'],
  ['criteria', 'criteria, criterion, 4 2 1, rule met, are met, conditions are met'],
  [
    'next',
    `what next, next step, what should i do, what now, what to do, what do i do, recommended action, recommend,
      recommendation, management, skip, what should we do, action, what is next, whats next, what happens now,
      how to proceed, proceed, should i do, plan for this, check up due, what is the plan, plan, further step,
      advise, suggest, what would you, what happens, how urgent, urgent, urgently, next, guideline have me do,
      guidelines say to do, need treatment, discharge, how quickly, how soon, action required, would you do, advised`
  ],
  [
    'refer',
    `refer, referral, do i refer, need referral, needs referral, refer this, to be referred, be referred, send to,
      should be referred, specialist, go to the hospital, hospital, see a specialist, seen by`
  ],
  [
    'recall',
    `recall, when should we see, when should i see, see him again, see her again, see them again, come back,
      next visit, next appointment, follow up, recall interval, when to see, back in, check up, how soon,
      when is the next, routine recall, seen again, how soon does`
  ],
  [
    'value',
    `value, measure, measured, measurement, read out, give me, biomarker, metric, number, what is the, whats the,
      whats, figure, show the number, the numbers`
  ],
  [
    'measurements',
    `biomarker, measurement, metric, all values, all the values, what did you measure, quantities,
      vascular parameter, vessel parameter, parameter, show the number, the numbers, vessel measurement, all number,
      readings`
  ],
  [
    'notMeasured',
    `not measurable, not measured, could not be measured, couldnt be measured, couldnt you measure,
      could you not measure, couldnt measure, no value, missing, is there no, unmeasurable, not available,
      cant be measured, cannot be measured, no crve, no crae, no avr, no cdr, not given, why not, is it blank, empty,
      not be measured, stops you, stop you from measuring, nothing for, cant you measure, not get, failed,
      has no number, no number, not determined, couldnt be determined, could not be determined, undetermined,
      lacking, prevented, dont i get, values you could not, no zone, unable to measure, fail`
  ],
  [
    'scale',
    `scale, calibration, calibrated, micron, micrometre, micrometer, µm, um, pixel size, pixel spacing,
      millimetre real, real or guessed, real or estimated, measured or estimated, estimated, in mm exact,
      absolute size, convert pixel, pixels into, pixel to, from pixel, size in mm, true micron, dicom pixel,
      lengths in`
  ],
  [
    'distance',
    `how far, distance, how close, nearest, closest, near the fovea, close to the fovea, close to the macula,
      within one disc diameter, disc diameter of, threatening, threaten, far from, far away, near the centre,
      close to the centre, within a disc diameter, from the fovea, from the centre, from the macula,
      disc diameters away, disc diameter away, reach the fovea, free of exudate, space between, space is there,
      at risk from, how near, near to, gap, disc diameters from, how many disc diameter, away from, fovea to, near`
  ],
  ['fovea', 'fovea, foveal, foveal centre, macula centre, centre of the macula, macular centre'],
  ['macula', 'macula, macular, maculopathy, centre involved, center involved, macula swollen, macular involvement'],
  ['disc', 'disc, disk, optic disc, optic nerve, nerve head, onh'],
  [
    'compare',
    `compare, compared, comparison, versus, vs, difference, differ, asymmetry, asymmetric, symmetrical, alike,
      same, than on the, than in the, than the, which eye is worse, which eye is better, which eye has more,
      worse eye, better eye, similar, which of the two, between the eyes, side to side, equally, next to each other,
      side by side, contrast, which eye has, in which eye, which of both, more affected, worse than, better than,
      than os, than od, how do the eyes, how does the left, how does the right, against, than left, than right,
      which eye shows`
  ],
  [
    'comparative',
    `larger in the, larger on the, bigger in the, bigger on the, smaller in the, smaller on the, higher in the,
      higher on the, lower in the right, lower in the left, wider in the, narrower in the, fewer in the, fewer on the,
      more in the, more on the, larger in od, larger in os, higher in od, higher in os, lower in od, lower in os,
      more in od, more in os, fewer in od, fewer in os, fewer`
  ],
  ['alternative', 'or, vs, versus, npdr or pdr, mild or moderate, moderate or severe, early or advanced'],
  [
    'negation',
    'no, not, none, nor, neither, without, nothing, absent, free of, why not, why isnt, why didnt, isnt, arent, doesnt, hasnt, never'
  ],
  [
    'worse',
    `worse, better, which eye is worse, which eye is better, worse eye, better eye, progress, progressing, progression, improved, improving, deteriorated, stable, worsened,
      getting worse, got worse, gone up, go up, decreased, regressed, gone down, got larger, grown, resolve,
      resolved, have gone, gone, disappeared, more than before, worsen, got bigger, increase since, reduced since,
      bigger than before, have increased, has increased`
  ],
  [
    'change',
    `change, changed, trend, over time, evolution, new since, develop since, since last, different from last,
      improvement, develop over`
  ],
  [
    'earlier',
    `last visit, last year, previous, previous visit, prior, earlier, last time, last session, prior session,
      previous photograph, previous image, last image, last photo, old image, old photo, baseline, since 2025,
      since 2024, since 2023, since last, in the past, months ago, a year ago, history, since treatment,
      since the treatment, than before, than last, at the previous, earlier photograph, last examination,
      prior examination, earlier image, over the last year, since then, was it before, worse than before,
      than at the previous`
  ],
  [
    'normal',
    `normal, is normal, are normal, abnormal, within normal limit, typical, too high, too low, too large, too small, high, elevated,
      unusual, okay for, pathological, in range, out of range, increased, narrower than normal, healthy people,
      large cup, large, normal size, abnormally, pathologic, considered abnormal, healthy eye, small disc, widened,
      narrowed, dilated vein`
  ],
  [
    'range',
    `normal range, reference range, reference value, normal value, normal values, reference, cut off, cutoff,
      typical for, be a normal, upper limit, norm, norm for, normative, is typical, healthy eyes have, healthy people,
      a normal, reference interval, normal tortuosity, normal avr, normal cdr, considered abnormal, unusual is,
      how unusual`
  ],
  [
    'see',
    `what do you see, what can you see, what did you find, what was found, describe, describe the fundus, finding,
      findings, talk me through, walk me through, what have we got, highlight, stand out, stands out,
      worth mentioning, turn up, turned up, run down, rundown, going on, overview, anything notable, what is on,
      whats on, what does it show, what does the image show, what does the photo show, what does this show, result,
      what is seen, tell me everything, list all, what is in this image, abnormalities, abnormality, what is wrong,
      whats wrong, what is there, what does the picture show, what does the photograph show,
      tell me about this retina, tell me about this eye, what you found, read this image, read the image,
      what have you found, how does the fundus look, how does the retina look, anything to see, what should i notice,
      what did the model detect, what did the software, picked up, interpret, of note, remarkable, come up with,
      came out, come out, observation, your read of, what have we, so what have we got, take me through, visible on,
      brief me, what is visible, what do we have, key points, what did you detect, were found, was found,
      what is abnormal, whats abnormal, lesions were found, report what`
  ],
  [
    'presence',
    `any, is there, are there, do you see, can you see, can you spot, spot, present, presence, did it pick up,
      pick up, check for, does it show, show, have, has, whether there, detect, detected, find any, see any, absent,
      visible, no, evidence of, sign of, signs of, look for`
  ],
  ['lesions', 'lesion, lesions, finding, spot, pathology, altogether']
])
