import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { englishLexicon } from '#main/assistant/english/lexicon/index.ts'
import { withPageNames } from '#main/assistant/knowledge/pageNames.ts'
import { knowledgeLookup } from '#main/assistant/knowledge/search.ts'
import { createRouter } from '#main/assistant/question/router.ts'
import { createTextIndex } from '#main/storage/textIndex.ts'
import { knowledge } from './assistantFixtures.ts'

const lookUp = knowledgeLookup(knowledge, withPageNames(englishLexicon, knowledge))

/** Questions as they are typed, and the page whose statement should come first; with the aspect where it is asked for. */
const questions: readonly (readonly [question: string, page: string, aspect?: string])[] = [
  ['treatment of CRVO', 'central-retinal-vein-occlusion', 'treatment'],
  ['how do you treat a central retinal vein oclusion', 'central-retinal-vein-occlusion', 'treatment'],
  ['what causes a branch vein occlusion', 'branch-retinal-vein-occlusion', 'cause'],
  ['brvo risk factors', 'branch-retinal-vein-occlusion', 'cause'],
  ['vein occlusion in a young person', 'retinal-vein-occlusion', 'cause'],
  ['eye stroke what to do', 'retinal-artery-occlusion'],
  ['CRAO emergency', 'central-retinal-artery-occlusion'],
  ['prognosis of brao', 'branch-retinal-artery-occlusion', 'prognosis'],
  ['holenhorst plaque', 'arterial-plaque'],
  ['first line therapy for DME', 'diabetic-macular-oedema', 'treatment'],
  ['diabetic macular edema laser or injections', 'diabetic-macular-oedema', 'treatment'],
  ['how often should mild NPDR be reviewed', 'diabetic-retinopathy', 'followUp'],
  ['does good sugar control slow diabetic retinopathy', 'diabetic-retinopathy', 'prevention'],
  ['symptoms of diabetic retinopathy', 'diabetic-retinopathy', 'symptoms'],
  ['glaucoma drops or laser first', 'glaucoma', 'treatment'],
  ['which tests confirm glaukoma', 'glaucoma', 'examination'],
  ['can glaucoma happen with a normal pressure', 'glaucoma'],
  ['is a large cup always glaucoma', 'optic-disc-cupping'],
  ['can cateract be cured with drops', 'cataract', 'treatment'],
  ['glare and halos at night cataract', 'cataract', 'symptoms'],
  ['wet AMD treatment', 'age-related-macular-degeneration', 'treatment'],
  ['does smoking matter in macular degenration', 'age-related-macular-degeneration', 'prevention'],
  ['are small drusen normal', 'drusen'],
  ['malignant hypertension what to do', 'hypertensive-retinopathy'],
  ['treatment of hypertensive retinopathy', 'hypertensive-retinopathy', 'treatment'],
  ['myopic cnv injections', 'myopic-maculopathy', 'treatment'],
  ['what is META-PM', 'myopic-maculopathy', 'definition'],
  ['tigroid fundus meaning', 'tessellation'],
  ['does daylight help against short-sightedness in children', 'myopia'],
  ['asteriod hyalosis', 'asteroid-hyalosis'],
  ['macular pucker surgery', 'epiretinal-membrane', 'treatment'],
  ['outlook after macular hole surgery', 'macular-hole'],
  ['central serous and steroids', 'central-serous-chorioretinopathy'],
  ['MacTel prognosis', 'parafoveal-telangiectasia', 'prognosis'],
  ['what does one notice first in retinitis pigmentossa', 'retinitis-pigmentosa', 'symptoms'],
  ['papilledema work-up', 'optic-disc-oedema', 'examination'],
  ['optic atrophy can it recover', 'optic-disc-pallor', 'prognosis'],
  ['is NAION related to sleep apnea', 'anterior-ischaemic-optic-neuropathy', 'cause'],
  ['toxoplasmosis of the eye treatment', 'chorioretinitis', 'treatment'],
  ['Valsalva retinopathy outcome', 'preretinal-haemorrhage'],
  ['what to do about new flashes and floaters', 'retinal-detachment'],
  ['causes of vitreous hemorrhage', 'vitreous-haemorrhage', 'cause'],
  ['why do cotton wool spots apear', 'cotton-wool-spots', 'cause'],
  ['which diseases cause hard exudates', 'exudation', 'cause'],
  ['hydroxychloroqine monitoring', 'hydroxychloroquine-retinopathy', 'followUp']
]

describe('looking up', () => {
  for (const [question, page, aspect] of questions) {
    it(question, () => {
      const [first] = lookUp(question, 3)
      expect(first?.id.split('.')[0]).toBe(page)
      if (aspect !== undefined) expect(first?.aspect).toBe(aspect)
    })
  }

  it('finds nothing for words that stand nowhere, and never more than is wanted', () => {
    expect(lookUp('carburettor zylinderkopf', 5)).toEqual([])
    expect(lookUp('', 5)).toEqual([])
    expect(lookUp('retina', 2)).toHaveLength(2)
  })

  it('takes whatever is typed', () => {
    fc.assert(fc.property(fc.string(), (question) => lookUp(question, 3).length <= 3))
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (question) => lookUp(`glaucoma ${question}`, 3).length <= 3))
  })
})

describe('the index', () => {
  const texts = [
    { key: 'named', names: ['drusen'], title: ['size'], body: ['yellow', 'deposits'] },
    { key: 'told', names: ['papilloedema'], title: ['disc'], body: ['drusen', 'of', 'the', 'disc'] }
  ]

  it('weighs a name more than a mention, and gives no key twice', () => {
    expect(createTextIndex(texts)(['drusen'], 5).map(({ key }) => key)).toEqual(['named', 'told'])
    expect(createTextIndex(texts)(['drusen', 'disc', 'yellow'], 5)).toHaveLength(2)
  })

  it('reads words of the query language as words', () => {
    const find = createTextIndex(texts)
    for (const word of ['OR', 'NEAR(', '"', '*', 'names:drusen', '-', ';--'])
      expect(() => find([word], 5)).not.toThrow()
    expect(find(['"yellow"'], 5).map(({ key }) => key)).toEqual(['named'])
  })
})

it('pages’ names take no question away from what it asked for before', async () => {
  const Phrasings = z.record(z.string(), z.array(z.string()))
  const alone = { scopeEye: null, region: false, previous: [] }
  const [before, after] = [createRouter(englishLexicon), createRouter(withPageNames(englishLexicon, knowledge))]
  for (const name of ['development', 'heldOut']) {
    const text = await readFile(new URL(`./phrasings/${name}.json`, import.meta.url), 'utf8')
    for (const [intent, phrasings] of Object.entries(Phrasings.parse(JSON.parse(text)))) {
      for (const question of phrasings) {
        const [then, now] = await Promise.all([before(question, alone), after(question, alone)])
        if (then.asks[0].intent === intent) expect(now.asks[0].intent, question).toBe(intent)
      }
    }
  }
})
