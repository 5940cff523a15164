/** What a turn can be about. */
export type Topic =
  | 'overview'
  | 'eye'
  | 'quality'
  | 'grade'
  | 'condition'
  | 'lesion'
  | 'place'
  | 'landmark'
  | 'cup'
  | 'vessel'
  | 'zone'
  | 'note'
  | 'beyond'

export type Voice = 'clinician' | 'lay'

/** Beginnings that go in front of every question of a voice; the empty ones keep most questions plain. */
export const questionOpeners: Readonly<Record<Voice, readonly string[]>> = {
  clinician: [
    '',
    '',
    '',
    'On this photograph: ',
    'For the record, ',
    'One more point. ',
    'Briefly, ',
    'From the labels alone, '
  ],
  lay: [
    '',
    '',
    '',
    'Sorry to ask, but ',
    'I am curious: ',
    'Could you tell me, ',
    'In plain words, ',
    'Just so that I understand: '
  ]
}

/** Questions by topic and voice. */
export const questions: Readonly<Record<Topic, Readonly<Record<Voice, readonly string[]>>>> = {
  overview: {
    clinician: [
      'describe this fundus photograph.',
      'what is known of this photograph?',
      'summarise what is labelled here.',
      'give me the whole description.',
      'what do the labels and measurements say?'
    ],
    lay: [
      'what can be seen in this picture of the eye?',
      'what does this picture tell us?',
      'can you explain this picture to me?',
      'what is there to know about this eye?',
      'what did they write down about this picture?'
    ]
  },
  eye: {
    clinician: [
      'which eye is it?',
      'what is the laterality?',
      'is it OD or OS?',
      'state the side.',
      'which side was photographed?'
    ],
    lay: [
      'which eye is that?',
      'is it the right or the left one?',
      'whose side are we looking at, right or left?',
      'what eye was this taken of?'
    ]
  },
  quality: {
    clinician: [
      'how good is the image?',
      'is the quality sufficient for grading?',
      'what is the image quality?',
      'can it be read?',
      'comment on the quality.'
    ],
    lay: [
      'is the picture good enough?',
      'did the picture turn out well?',
      'is it sharp enough to say something?',
      'do they need to take it again?'
    ]
  },
  grade: {
    clinician: [
      'what grade was given?',
      'how severe is it, and on which scale?',
      'give the grading with its scale.',
      'what is the level?',
      'how was it graded?'
    ],
    lay: ['how bad is it?', 'what stage is it?', 'how far has it come?', 'did somebody say how serious it is?']
  },
  condition: {
    clinician: [
      'which diagnoses are labelled?',
      'what disease does the set name?',
      'list the conditions.',
      'is any disease labelled?',
      'what was diagnosed?'
    ],
    lay: [
      'is there a disease?',
      'what is wrong with the eye, if anything?',
      'did they find an illness?',
      'is anything the matter?'
    ]
  },
  lesion: {
    clinician: [
      'which lesions are marked?',
      'what lesions are there, and how many?',
      'list the lesions.',
      'are there any lesions?',
      'what was annotated?'
    ],
    lay: [
      'are there any spots?',
      'what are the spots in the picture?',
      'did they mark anything?',
      'is there blood or anything like it?'
    ]
  },
  place: {
    clinician: [
      'where do they lie?',
      'give their places.',
      'in which part of the frame are they?',
      'how are they distributed?'
    ],
    lay: [
      'where are they?',
      'where in the picture would I look?',
      'can you show me where?',
      'on which side of the picture?'
    ]
  },
  landmark: {
    clinician: [
      'where are disc and fovea?',
      'locate the landmarks.',
      'give the place of the landmarks.',
      'where in the frame do the landmarks lie?'
    ],
    lay: [
      'what is where in this picture?',
      'where is the optic nerve, and where is the centre of sight?',
      'how do I find my way in this picture?'
    ]
  },
  cup: {
    clinician: ['what is the cup-to-disc ratio?', 'how large is the cup?', 'state the CDR.', 'is the cup measured?'],
    lay: [
      'how does the optic nerve look in numbers?',
      'how large is the hollow in the nerve?',
      'was the nerve measured?'
    ]
  },
  vessel: {
    clinician: [
      'what was measured on the vessels?',
      'give the vascular parameters.',
      'how do the vessels measure up?',
      'report the vessel measurements of the whole field.'
    ],
    lay: ['what about the blood vessels?', 'did they measure the vessels?', 'what do the vessels look like in numbers?']
  },
  zone: {
    clinician: [
      'and in the zones round the disc?',
      'give the values of zones B and C.',
      'what do the zones show?',
      'report the zonal measurements.'
    ],
    lay: [
      'and close to the optic nerve?',
      'are there numbers for the rings round the nerve?',
      'what was measured near the nerve?'
    ]
  },
  note: {
    clinician: ['what else was noted?', 'any remarks?', 'what do the notes say?'],
    lay: ['did they write anything else down?', 'is there a note?', 'what else did they say?']
  },
  beyond: {
    clinician: [
      'what is the visual acuity?',
      'what is the intraocular pressure?',
      'is the patient diabetic?',
      'how long has it been there?',
      'will it progress?',
      'is there oedema on OCT?'
    ],
    lay: [
      'will I lose my sight?',
      'what should I take for it?',
      'how well can this eye see?',
      'did it get worse since last year?',
      'is it in the family?'
    ]
  }
}
