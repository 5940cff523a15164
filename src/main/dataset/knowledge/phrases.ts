import type { KnowledgeAspect } from '../../assistant/knowledge/item.ts'
import type { Voice } from '../dialogue/questions.ts'

/** Stands in a question for the condition. It never asks for the number of a verb: some names are plurals. */
export const NAME = '{name}'

/** Aspects in the order in which one asks: OphGLM's fields. */
export const askedInOrder: readonly KnowledgeAspect[] = [
  'definition',
  'cause',
  'symptoms',
  'urgency',
  'examination',
  'treatment',
  'prevention',
  'followUp',
  'prognosis',
  'reference'
]

/** Ways to ask for an aspect of a condition, by voice. */
export const knowledgeQuestions: Readonly<Record<KnowledgeAspect, Readonly<Record<Voice, readonly string[]>>>> = {
  definition: {
    clinician: ['What is meant by {name}?', 'Define {name}.', 'How does one recognise {name}?', 'What defines {name}?'],
    lay: [
      'What is {name}?',
      'What does that mean, {name}?',
      'Can you explain {name} to me?',
      'What do I have to imagine by {name}?'
    ]
  },
  reference: {
    clinician: ['Which reference values are there for {name}?', 'What counts as normal for {name}?'],
    lay: ['What is normal for {name}?', 'Which figures are usual for {name}?']
  },
  cause: {
    clinician: [
      'What causes {name}?',
      'Which risk factors are known for {name}?',
      'What lies behind {name}?',
      'The aetiology of {name}, in brief?'
    ],
    lay: [
      'What causes {name}?',
      'Why does somebody get {name}?',
      'How does one come by {name}?',
      'What brings on {name}?'
    ]
  },
  symptoms: {
    clinician: [
      'With which symptoms do patients present who have {name}?',
      'What do patients notice of {name}?',
      'Symptoms of {name}?'
    ],
    lay: [
      'What does one notice of {name}?',
      'How would I feel or see {name}?',
      'Which signs of {name} would I notice myself?'
    ]
  },
  urgency: {
    clinician: ['How urgent is {name}?', 'How soon must a patient with {name} be seen?', 'Triage for {name}?'],
    lay: [
      'Is it an emergency to have {name}?',
      'How quickly must I see somebody about {name}?',
      'Can I wait with {name}?'
    ]
  },
  examination: {
    clinician: [
      'How does one confirm {name}?',
      'Which examinations belong to {name}?',
      'What is the work-up of {name}?',
      'How does one diagnose {name}?'
    ],
    lay: [
      'How do doctors find out about {name}?',
      'Which tests are there for {name}?',
      'What will be examined for {name}?'
    ]
  },
  treatment: {
    clinician: [
      'What is the treatment of {name}?',
      'How does one treat {name}?',
      'Which treatment has evidence for {name}?',
      'How does one manage {name}?'
    ],
    lay: [
      'What can be done about {name}?',
      'How do doctors treat {name}?',
      'Is there a treatment for {name}?',
      'Can one cure {name}?'
    ]
  },
  prevention: {
    clinician: [
      'Can one prevent {name} or its progression?',
      'What is advised for the prevention of {name}?',
      'Which lifestyle advice belongs to {name}?'
    ],
    lay: ['What can I do myself against {name}?', 'Can I prevent {name}?', 'Does the way I live matter for {name}?']
  },
  followUp: {
    clinician: [
      'What are the review intervals for {name}?',
      'How often does one review {name}?',
      'Which follow-up is advised for {name}?'
    ],
    lay: [
      'How often must I come for {name}?',
      'When is the next check for {name}?',
      'Who looks after {name}, and how often?'
    ]
  },
  prognosis: {
    clinician: [
      'What is the prognosis of {name}?',
      'Which course does one expect of {name}?',
      'What is known of the outcome of {name}?'
    ],
    lay: ['What is the outlook with {name}?', 'Will one go blind from {name}?', 'How will it go on with {name}?']
  }
}

/** What a condition is called when it was named before. */
export const BEFORE: Readonly<Record<Voice, readonly string[]>> = { clinician: ['it', 'this'], lay: ['it', 'that'] }

/** Beginnings of an answer, in front of a statement and its citation. */
export const answerOpeners: Readonly<Record<Voice, readonly string[]>> = {
  clinician: ['', '', 'From the knowledge base: ', 'The source says: ', 'On that: ', 'In short: '],
  lay: [
    '',
    'What is known: ',
    'The doctors’ sources say: ',
    'Here is what a source says: ',
    'This is written about it: '
  ]
}

/** Between two statements of an answer. */
export const joints: Readonly<Record<Voice, readonly string[]>> = {
  clinician: [' ', ' Further: ', ' Besides: ', ' Another source: '],
  lay: [' ', ' And also: ', ' There is more: ', ' Another source adds: ']
}

/** Ends of an answer to lay people. */
export const closings: readonly string[] = [
  '',
  '',
  ' What that means for one person, the eye doctor can say.',
  ' Please talk it over with the eye doctor.',
  ' Ask the eye doctor how it applies.'
]

/** Said with statements about the course and about prevention. */
export const ABOUT_GROUPS = ' These statements are about groups of people, not about one person.'

/** What is said where a page has no statement. */
export const noSource: Readonly<Record<Voice, readonly string[]>> = {
  clinician: [
    'The knowledge base has no source for this.',
    'No checked source covers that; I leave it open.',
    'There is no statement about it in the knowledge base.',
    'I have no source for that and will not guess.'
  ],
  lay: [
    'I have no source for that and will not guess; please ask the eye doctor.',
    'That is not in the knowledge base. The eye doctor can say more.',
    'I do not know: no source that I have says anything about it.',
    'I cannot answer that from what I have. Please ask the eye doctor.'
  ]
}
