import type { LexiconEntry } from '../../question/lexicon.ts'
import { cue } from './phrases.ts'

/** Turns of phrase about what the reader wants done, knows already, or takes for granted. */
export const talkCues: readonly LexiconEntry[] = cue([
  [
    'suspect',
    `suspect, suspected, could this be, could it be, sign of, signs of, evidence of, suspicious, rule out, suggest,
      consistent with, does this patient have, does she have, does he have, is it, is this, is there, do i have,
      likely, check for`
  ],
  [
    'otherDisease',
    `other disease, other condition, other diagnosis, besides diabete, anything besides, apart from,
      other patholog, other pathology, differential, what disease, which disease, what condition, diagnosis,
      other than diabete, other problem, anything else, which condition, conditions are suspected, suspect anything,
      other finding, which other, other diagnos, the diagnosis`
  ],
  ['explain', 'explain, define, definition, describe what, tell me about'],
  [
    'meaning',
    `stand for, meaning, meaning of, mean, what is meant by, what do you mean, mean by, what is a, whats a,
      whats an, what is an, define, definition, what exactly is, stands for, explain, what is npdr, what is pdr,
      what is icdr, what is dme, what is irma, what is the knudtson, what is zone, whats zone, means, tell me what,
      what is vessel density, what is tortuosity, what is the fractal, what is fractal, how is the fractal, defined,
      whats avr, what is avr exactly, be meant, what is a normal fundus, what are cotton wool, what are hard exudate,
      what are drusen, what are microaneurysm, what are exudate, what are haemorrhage, what are soft exudate,
      what are new vessel, what are zone`
  ],
  [
    'patientWords',
    `for the patient, to the patient, to my patient, for my patient, patient friendly, simple language,
      plain language, layman, lay summary, laymans, simple words, patient understands, patient can understand,
      explain this to him, explain this to her, explain it to him, explain it to her, tell the patient, tell him,
      tell her, tell them, patient leaflet, simple english, everyday words, easy words, the patient know,
      patient can read, everyday language, medical training, non technical, for the family, lay person, layperson,
      someone without, simple terms, in simple, patient information, for a layman, in plain, the patient understand,
      say to the patient, understandable, a patient would`
  ],
  [
    'letter',
    `referral letter, letter, letter to, for the gp, to the gp, dear colleague, referral summary, for the referral,
      for a referral, retina specialist, to ophthalmology, hospital eye service, referral note, for the hospital,
      for the general practitioner, summary for referral, hospital eye department, to his gp, to her gp,
      to my colleague, for my colleague, handover, referral text, for the specialist, referral wording,
      a referral to, for the referral form, for the ophthalmologist, to the ophthalmologist, to the retina clinic,
      to the retina, doctors letter, letter for`
  ],
  [
    'record',
    `for the record, for the notes, for the chart, chart entry, for the file, for the ehr, for the emr,
      report text, medical record, clinical note, clinical notes, note for the, write this up, write up,
      document the finding, document this, chart note, for documentation, the report, dictate, patient file,
      record entry, file note, dictation, for the medical, documentation, for the report, note for the file,
      in the record, entry for, sentence for the, structured summary`
  ],
  [
    'summary',
    `summary, summarise, summarize, sum up, draft, write, paragraph, prepare, put this, overview, version, compose,
      wrap up, in short, recap`
  ],
  [
    'dose',
    `dose, dosage, how much, milligram, mg, how many mg, how many injection, how many drops, mg kg, ml, posology,
      units of, milligrams, kg`
  ],
  [
    'drug',
    `acetazolamide, diamox, prednisolone, prednisone, steroid, methylprednisolone, aspirin, blood thinner,
      anticoagulant, warfarin, clopidogrel, apixaban, hydroxychloroquine, plaquenil, ranibizumab, aflibercept,
      bevacizumab, faricimab, eye drop, drops, latanoprost, timolol, semaglutide, ozempic, insulin, metformin,
      tablet, medication, medicine, drug, fenofibrate, eplerenone, injection, statin, pill, ibuprofen, antibiotic,
      valaciclovir, aciclovir, supplement, vitamin, prescription, painkiller, the tablets, beta blocker, antiplatelet`
  ],
  [
    'stopOrStart',
    `stop, stopping, start, starting, should take, take, taking, prescribe, switch, change the dose,
      increase the dose, give, discontinue, pause, come off, ok for her, ok for him, put him on, put her on,
      put them on, prescription, continue, leave out, safe to continue, should this patient get, shall i put, put on,
      safe for, may i take, is safe, how long should, keep taking, patient get`
  ],
  ['thisPatient', 'this patient, my patient, the patient, for her, for him, his, her, my, she, he, i, me'],
  [
    'general',
    `in general, generally, usually, guideline, evidence for, trial, study, studies, recommended treatment,
      who benefits, young person, in a young, in amd, year old, recommended, guideline say, say about, evidence,
      indicated, pregnancy, after suspected, what follows after, follows after, suspected wet`
  ],
  [
    'healthy',
    `healthy, is healthy, are healthy, is fine, is clear, everything fine, all normal, is it normal, nothing wrong, anything wrong, normal fundus, normal eye,
      normal retina, all clear, its clear, it is clear, nothing to worry, worry, eyes ok, eye ok, eyes okay,
      eye okay, everything ok, everything okay, all good, all fine, is it fine, eyes fine, eye fine,
      everything normal, eyes are ok, eyes all right, eye all right, everything alright, wrong with me, no disease,
      disease free, looks normal, look normal, unremarkable, be worried, worried, in order, nothing bad, all right,
      everything is all right, retina is fine, nothing patholog, is everything okay, fine, nothing serious,
      not healthy`
  ],
  [
    'well',
    'is normal, are normal, is healthy, are healthy, is fine, is clear, looks normal, look normal, unremarkable'
  ],
  [
    'selection',
    `this region, this area, the box, in the box, selected, i selected, rectangle, i drew, where i drew, i marked,
      marked area, marked region, the selection, this spot, this thing, this bit, this patch, what is this,
      whats this, what is that, the frame, inside the box, inside the rectangle, in this frame, did i mark,
      i pointing at, am i pointing, draw a box, the marked, drew, this frame, the frame i, box around`
  ],
  [
    'assistant',
    `what can you do, who are you, what are you, can i ask, help me, which model, what model, are you running,
      are you an, approved, medical device, how do you work, how does this work, what can i ask, your limitation,
      your limit, who made you, are you a, your name, how does this assistant, certified, fda, ce mark, you chatgpt,
      chatgpt, leave this computer, leaves this computer, who made this, kind of question, question can you,
      trained on, diseases can you, can you detect, what do you know, allowed to ask, which ai, what ai, ai model,
      behind this, you a doctor, your limits, can you not see, cannot see on, can not see, cant you see, not show, not be seen on, medical product, who built, how can you help, what kind of`
  ],
  [
    'greeting',
    `hello, hi, hey, good morning, good afternoon, good evening, thank, thanks, thank you, bye, goodbye, cheers,
      ok cool, great, perfect, well done, nice, got it, understood, cool, see you, ok, okay, how are you,
      many thanks, alright`
  ],
  [
    'sudden',
    `sudden, suddenly, this morning, an hour ago, hour ago, minutes ago, last night, all at once, out of nowhere,
      just now, today, yesterday, overnight`
  ],
  ['sight', 'vision, sight, see, eyesight, blurred vision, blurry vision'],
  [
    'since',
    `since yesterday, since this morning, since this week, since last week, since monday, since the,
      for a few days, since`
  ],
  ['pain', 'pain, painful, hurt, ache, sore'],
  [
    'premise',
    `since the, because the, given that, given the, as the, so thats, so that is, so it is, so its, so it must be,
      so he has, so she has, it is icdr, now that, considering, as you said, you said, we know, already has, so what,
      therefore, so this is`
  ],
  [
    'pressure',
    `just give me, just give me a number, just give me one number, just a number, one number, a number, just tell me, dont hedge, yes or no, stop hedging, i insist, give me a number, a rough number,
      best guess, guess, approximately, roughly, ballpark, make one up, make it up`
  ],
  [
    'injection',
    `ignore all, ignore previous, ignore your, ignore the, disregard, system prompt, your prompt, your instruction,
      pretend, act as, jailbreak, forget everything, print your, your rules, and output, previous instruction,
      you are now, you may now, word for word, verbatim, without limits, developer mode, from now on, new instructions,
      reveal, system you`
  ],
  [
    'elliptical',
    `and, what about, how about, same for, same on, same in, same question, and for, also, and in, and the, too, ditto,
      likewise, as well, now the, now for, repeat for`
  ],
  ['need', 'need, needs, require, requires, necessary'],
  ['otherTalk', 'poem, joke, weather, song, story, football, recipe, surgeon'],
  ['it', 'it, they, them, those, these, that, this, its, their']
])
