import type { LexiconEntry } from '../../question/lexicon.ts'
import { eye, lesion, measurement, quadrant, region, vessels } from './phrases.ts'

/** Eyes, lesions, places and measurements as clinicians write them. A star marks an abbreviation that needs capitals. */
export const retinaEntries: readonly LexiconEntry[] = [
  ...eye([
    // A small "r" is shorthand for "are".
    ['OD', 'od, right eye, right, re*, r*, are eye, right hand, oculus dexter, dexter, dextra'],
    ['OS', 'os, left eye, left, le*, l*, l eye, left hand, oculus sinister, sinister, sinistra'],
    [
      'both',
      'ou, both eyes, both, each eye, either eye, two eyes, right and left, od and os, left and right, the eyes, my eyes, his eyes, her eyes'
    ],
    ['other', 'other eye, fellow eye, other one, other side, contralateral, second eye, opposite eye']
  ]),
  ...lesion([
    ['microaneurysm', 'microaneurysm, micro aneurysm, ma, mas, red dot, aneurysm, microaneurism'],
    [
      'haemorrhage',
      `haemorrhage, hemorage, haemorrhagic lesion, bleed, bleeding, blood, blot, dot blot, flame haemorrhage,
      intraretinal haemorrhage, he*, hes*, heme`
    ],
    [
      'hardExudate',
      `hard exudate, exudate, exudation, ex*, lipid, lipid deposit, yellow deposit, yellow spot, yellow dot, hard ex,
      waxy deposit`
    ],
    [
      'softExudate',
      `soft exudate, cotton wool spot, cotton wool, cottonwool spot, cottonwool, cws, se*, fluffy spot, white spot`
    ],
    ['otherBright', 'bright lesion, bright spot, other bright lesion'],
    ['neovascularisation', 'neovascularisation, neovascularization, new vessel, nv, nvd, nve, neovessel, neovascular'],
    ['irma', 'irma, intraretinal microvascular abnormality, intraretinal microvascular abnormalities'],
    ['venousBeading', 'venous beading, beading, vein beading, beaded vein'],
    [
      'preretinalHaemorrhage',
      `preretinal haemorrhage, pre retinal haemorrhage, subhyaloid haemorrhage, preretinal bleed`
    ],
    ['drusen', 'drusen, druse']
  ]),
  ...quadrant([
    ['superiorTemporal', 'superior temporal, superotemporal, upper temporal'],
    ['superiorNasal', 'superior nasal, superonasal, upper nasal'],
    ['inferiorNasal', 'inferior nasal, inferonasal, lower nasal'],
    ['inferiorTemporal', 'inferior temporal, inferotemporal, lower temporal']
  ]),
  ...region([
    ['zoneB', 'zone b'],
    ['zoneC', 'zone c'],
    ['field', 'whole field, whole image, field of view, whole picture'],
    ['rimSuperior', 'superior rim, upper rim'],
    ['rimInferior', 'inferior rim, lower rim'],
    ['rimNasal', 'nasal rim'],
    ['rimTemporal', 'temporal rim'],
    ['rimInferior', 'inferior rim width'],
    ['rimSuperior', 'superior rim width'],
    ['rimNasal', 'nasal rim width'],
    ['rimTemporal', 'temporal rim width']
  ]),
  ...vessels([
    ['artery', 'artery, arteries, arterial, arteriole, arteriolar'],
    ['vein', 'vein, venous, venule, venular'],
    ['all', 'all vessel']
  ]),
  ...measurement([
    [
      'avrKnudtson',
      `avr, av ratio, a v ratio, a v, arteriole to venule ratio, arteriolar to venular ratio,
      arteriolar venular ratio, arteriovenous ratio, artery to vein ratio, artery vein ratio, arteries to veins ratio`
    ],
    [
      'craeKnudtson',
      `crae, arteriolar equivalent, central retinal arteriolar equivalent, arteriolar calibre, artery calibre,
      arterial calibre, arteriolar caliber, arteriolar narrowing, arterial narrowing, narrow arteriole,
      narrowed arteriole, narrow arteries, narrowing of the arteries, arteriolar attenuation, artery width, arteriolar width, calibre, caliber, vessel calibre,
      vessel caliber, vascular calibre`
    ],
    [
      'crveKnudtson',
      `crve, venular equivalent, central retinal venular equivalent, venular calibre, vein calibre, venous calibre,
      venular caliber, vein width, venular width, calibre, caliber, vessel calibre, vessel caliber, vascular calibre`
    ],
    ['craeHubbard', 'crae hubbard, hubbard crae'],
    ['crveHubbard', 'crve hubbard, hubbard crve'],
    ['avrHubbard', 'avr hubbard, hubbard avr'],
    ['vesselDensity', 'vessel density, density, vascular density, vessel area density'],
    [
      'averageWidth',
      `average width, mean width, vessel width, width of the vessel, how wide, average vessel width,
      mean vessel width, vessel diameter`
    ],
    ['fractalDimension', 'fractal dimension, fractal, box counting, box counting dimension, fd'],
    ['informationDimension', 'information dimension'],
    ['correlationDimension', 'correlation dimension'],
    ['capacityDimension', 'capacity dimension'],
    ['distanceTortuosity', 'tortuosity, tortuous, distance tortuosity, winding, twisty'],
    ['squaredCurvatureTortuosity', 'squared curvature, curvature tortuosity, squared curvature tortuosity'],
    ['tortuosityDensity', 'tortuosity density'],
    ['branchingAngle', 'branching angle, bifurcation angle, branch angle'],
    ['branchingCoefficient', 'branching coefficient'],
    [
      'cupToDiscRatioVertical',
      `cup to disc ratio, cup to disc, cup disc ratio, cup disc, cup ratio, cdr, vertical cdr,
      vertical cup to disc ratio, vertical cup disc ratio, c d, c d ratio, vertical c d, vertical c d ratio, vcdr,
      cd ratio, cupping, cup, excavation, optic cup`
    ],
    ['cupToDiscRatioHorizontal', 'horizontal cdr, horizontal cup to disc ratio, horizontal c d, hcdr'],
    ['cupToDiscRatioArea', 'cup to disc area ratio, area cdr, cup disc area ratio'],
    ['cupArea', 'cup area, area of the cup'],
    ['cupHeight', 'cup height, height of the cup'],
    ['cupWidth', 'cup width, width of the cup'],
    [
      'discHeight',
      `disc height, disk height, disc size, disk size, disc diameter in mm, size of the disc, size of the optic disc,
      optic disc size, how big is the disc, how large is the disc`
    ],
    ['discWidth', 'disc width, disk width, disc size, disk size'],
    ['discArea', 'disc area, disk area, area of the disc, disc size, optic disc area'],
    [
      'rimWidth',
      `rim width, rim, neuroretinal rim, superior rim, inferior rim, nasal rim, temporal rim, upper rim, lower rim,
      inferior rim width, superior rim width, nasal rim width, temporal rim width`
    ],
    [
      'discFoveaDistance',
      `disc to fovea distance, disc fovea distance, disc to fovea, distance from the disc to the fovea,
      distance between disc and fovea, disc macula distance, where is the optic disc, where is the disc, where is the fovea, where is the macula,
      location of the disc, location of the fovea, position of the disc, position of the fovea`
    ],
    [
      'discFoveaAngle',
      `disc fovea angle, disc to fovea angle, angle between disc and fovea, angle between the disc and the fovea,
      foveal angle`
    ]
  ])
]
