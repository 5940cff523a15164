import type { Lexicon } from '../../question/lexicon.ts'
import { readingCues } from './cues.ts'
import { diseaseEntries } from './disease.ts'
import { everydayWords } from './everyday.ts'
import { retinaEntries } from './retina.ts'
import { symptomEntries } from './symptoms.ts'
import { talkCues } from './talkCues.ts'

/** What the router knows of English. */
export const englishLexicon: Lexicon = {
  language: 'en',
  entries: [...retinaEntries, ...diseaseEntries, ...symptomEntries, ...readingCues, ...talkCues],
  names: [],
  shorthand: {
    r: 'are',
    u: 'you',
    ur: 'your',
    pls: 'please',
    plz: 'please',
    wht: 'what',
    wot: 'what',
    hw: 'how',
    teh: 'the',
    ther: 'there',
    thx: 'thanks',
    ty: 'thanks',
    bw: 'between',
    w: 'with',
    pt: 'patient',
    img: 'image',
    pic: 'picture',
    lft: 'left',
    lt: 'left',
    rt: 'right',
    rgt: 'right',
    rite: 'right',
    tort: 'tortuosity',
    ddx: 'differential diagnosis',
    vb: 'venous beading',
    haem: 'haemorrhage',
    hem: 'haemorrhage',
    haems: 'haemorrhages',
    exudats: 'exudates',
    cuz: 'because',
    coz: 'because',
    doc: 'doctor',
    ans: 'answer',
    wat: 'what'
  },
  everyday: everydayWords,
  capitalsOnly: new Set(['he', 'hes', 'se', 'ex', 'va', 'age', 'bp', 're', 'le', 'dr', 'r', 'l'])
}
