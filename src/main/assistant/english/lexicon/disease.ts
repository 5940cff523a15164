import type { LexiconEntry } from '../../question/lexicon.ts'
import { aspect, condition, icdrLevel, scale, topic, unknowable } from './phrases.ts'

/** Diseases, grades, what a photograph cannot show, and what is asked of the knowledge base. */
export const diseaseEntries: readonly LexiconEntry[] = [
  ...condition([
    [
      'glaucoma',
      `glaucoma, glaucomatous, poag, coag, ntg, pacg, suspicious disc, disc suspicious, disc look suspicious,
      suspicious for glaucoma, optic neuropathy, optic disc normal, nerve head suspicious, optic nerve normal,
      disc normal, optic nerve look`
    ],
    ['cataract', 'cataract, lens opacity'],
    [
      'ageRelatedMacularDegeneration',
      `amd, armd, macular degeneration, age related macular degeneration, wet amd, dry amd, namd, geographic atrophy`
    ],
    [
      'hypertensiveRetinopathy',
      `hypertensive retinopathy, hypertensive changes, hypertensive change, htr, keith wagener, hypertension,
      hypertensive, diabetic or hypertensive, hypertensive or diabetic`
    ],
    [
      'pathologicalMyopia',
      `pathological myopia, pathologic myopia, myopic degeneration, myopic maculopathy, degenerative myopia, myopia,
      myopic`
    ],
    ['highMyopia', 'high myopia, highly myopic, myopic fundus, high short sightedness, very short sighted'],
    [
      'diabeticRetinopathy',
      'diabetic retinopathy, retinopathy, dr*, diabetic change, diabetic or hypertensive, hypertensive or diabetic'
    ]
  ]),
  ...topic([
    [
      'glaucoma',
      `glaucoma, glaucomatous, poag, coag, ntg, pacg, suspicious disc, disc suspicious, disc look suspicious,
      suspicious for glaucoma, slt, laser trabeculoplasty, ocular hypertension`
    ],
    ['cataract', 'cataract, lens opacity, cataract surgery'],
    [
      'ageRelatedMacularDegeneration',
      `amd, armd, macular degeneration, age related macular degeneration, wet amd, dry amd, namd, geographic atrophy,
      areds, areds2, drusen`
    ],
    [
      'hypertensiveRetinopathy',
      `hypertensive retinopathy, hypertensive changes, hypertensive change, htr, keith wagener, av nicking,
      av nipping`
    ],
    [
      'pathologicalMyopia',
      `pathological myopia, pathologic myopia, myopic degeneration, myopic maculopathy, degenerative myopia, myopia,
      myopic, high myopia, meta pm, tessellation, tessellated`
    ],
    [
      'diabeticRetinopathy',
      `diabetic retinopathy, retinopathy, dr*, npdr, pdr, diabetic, diabete, proliferative, proliferative disease,
      mild npdr, moderate npdr, severe npdr, panretinal, prp, fenofibrate, glucose control, tight glucose control,
      glycaemic control, pregnancy, mild diabetic retinopathy, microaneurysm`
    ],
    [
      'diabeticMacularOedema',
      `dme, dmo, diabetic macular oedema, macular oedema, centre involving, center involving, ci dme, csme,
      centre involving dme, center involving dme, centre involved, diabetic macular edema, oedema, edema, swollen,
      swelling, fluid at the macula, fluid, macula thickened, macula swollen, macular involvement, macula involved,
      centre of the macula involved, clinically significant`
    ],
    [
      'veinOcclusion',
      `vein occlusion, retinal vein occlusion, branch vein occlusion, central vein occlusion, brvo, crvo, rvo,
      branch retinal vein occlusion, central retinal vein occlusion`
    ],
    [
      'arteryOcclusion',
      `artery occlusion, retinal artery occlusion, crao, brao, central retinal artery occlusion, eye stroke,
      arterial occlusion`
    ],
    ['ischaemicOpticNeuropathy', 'naion, aion, ischaemic optic neuropathy, semaglutide'],
    [
      'papilloedema',
      `papilloedema, papilledema, disc swelling, swollen disc, disc oedema, disc drusen, iih,
      raised intracranial pressure, intracranial hypertension`
    ],
    ['giantCellArteritis', 'giant cell arteritis, gca, temporal arteritis'],
    ['centralSerous', 'central serous, csc, csr, cscr, central serous chorioretinopathy, eplerenone'],
    ['epiretinalMembrane', 'epiretinal membrane, erm, macular pucker, pucker, vitreomacular traction, vmt'],
    ['macularHole', 'macular hole, ftmh'],
    [
      'retinalDetachment',
      `retinal detachment, detachment, retinal tear, horseshoe tear, lattice, pvd, posterior vitreous detachment`
    ],
    ['vitreousHaemorrhage', 'vitreous haemorrhage, vitreous bleed'],
    ['retinitisPigmentosa', 'retinitis pigmentosa, rod cone dystrophy, rpe65'],
    ['cystoidOedema', 'cystoid, cystoid macular oedema, cme, irvine gass, cystoid oedema'],
    ['hydroxychloroquine', 'hydroxychloroquine, plaquenil, chloroquine, hcq'],
    ['retinitis', 'retinitis, retinal necrosis, acute retinal necrosis, arn'],
    [
      'vesselMeasurement',
      `zone b, zone c, knudtson, vessel density, tortuosity, fractal dimension, avr, crae, crve, box counting`
    ],
    ['discMeasurement', 'cup to disc ratio, cdr, cup disc ratio, rim'],
    ['grading', 'icdr, etdrs, etdrs grid, referable, desp, conformal, conformal set, 4 2 1'],
    [
      'lesion',
      `microaneurysm, ma, haemorrhage, hard exudate, exudate, cotton wool spot, cws, soft exudate, irma,
      venous beading, beading, neovascularisation, new vessel`
    ]
  ]),
  ...scale([
    ['icdr', 'icdr, dr grade, retinopathy grade, dr level, npdr, pdr, dr stage'],
    ['dmeRisk', 'dme risk, dme grade, dme, dmo, macular oedema risk, maculopathy, maculopathy grade, m grade'],
    ['referable', 'referable, non referable'],
    [
      'despRetinopathy',
      `r grade, desp, r and m grade, english screening grade, r0, r1, r2, r3, background retinopathy, background,
      background dr, preproliferative, pre proliferative, preproliferative retinopathy`
    ],
    ['despMaculopathy', 'm grade, desp, r and m grade, m0, m1']
  ]),
  ...icdrLevel([
    [0, 'no apparent retinopathy, no retinopathy, no dr, icdr 0, grade 0, level 0'],
    [1, 'mild, mild npdr, icdr 1, grade 1, level 1'],
    [2, 'moderate, moderate npdr, icdr 2, grade 2, level 2'],
    [3, 'severe npdr, icdr 3, grade 3, level 3, severe nonproliferative, severe'],
    [
      4,
      `pdr, proliferative, proliferative retinopathy, proliferative disease, proliferative dr, icdr 4, grade 4,
      level 4`
    ]
  ]),
  ...unknowable([
    [
      'intraocularPressure',
      `iop, pressure, eye pressure, intraocular pressure, ocular pressure, pressure in the eye, pressure of the eye, tonometry,
      mmhg`
    ],
    [
      'visualAcuity',
      `visual acuity, acuity, va*, bcva, how well see, how well does she see, how well does he see,
      how well can she see, how well can he see, how well can the patient see, how good is the vision,
      read the chart, snellen, logmar, how much can she see, how much can he see, vision score,
      how sharp is the vision, how is the vision, what is the vision, eye test, driving test, well does the patient see,
      does the patient see, drive with this vision, 20 20, see clearly, how good is his sight, how good is her sight,
      his sight, her sight, can she read, can he read, eyesight, sharp vision`
    ],
    [
      'visualField',
      `visual field, field loss, field defect, perimetry, side vision, peripheral vision, blind spot, scotoma,
      field damaged, vision field`
    ],
    [
      'thickness',
      `thick, thickness, rnfl, nerve fibre layer, nerve fiber layer, retinal thickness, macular thickness,
      oct thickness, central subfield thickness, cst, thickened, gcl`
    ],
    [
      'refraction',
      `refraction, refractive error, glasses, dioptre, diopter, spherical equivalent, prescription for glasses,
      lens power, axial length, spectacle, astigmatism, how myopic`
    ],
    ['pupil', 'pupil, rapd, pupil size, dilated'],
    ['colourVision', 'colour vision, color vision, ishihara, colour blind'],
    ['age', 'how old, age of the patient, patient age, what age, age*, guess the age, the age of'],
    [
      'sex',
      `man or woman, male or female, gender, sex of the patient, patient sex, woman or man, female or male,
      men or women, man or a woman, woman or a man, the sex, patient male, patient female, is the patient a man,
      is the patient a woman`
    ],
    ['bloodPressure', 'blood pressure, systolic, diastolic, bp*, high blood pressure'],
    ['bloodSugar', 'hba1c, hba, blood sugar, blood glucose, sugar level, a1c'],
    [
      'duration',
      `how long has, how long have, how old is the haemorrhage, since when, duration of diabete, duration,
      how many years has, since long, since when does, since when has, for how long has`
    ],
    [
      'heartRisk',
      `heart attack, stroke risk, risk of stroke, cardiovascular risk, heart risk, risk of a heart attack,
      risk of a stroke, cardiac risk, dementia, life expectancy, kidney, have a stroke, a stroke, heart disease`
    ],
    ['periphery', 'far periphery, peripheral retina, ora serrata, periphery'],
    [
      'identity',
      `what is the patient name, whats the patient name, name of the patient, the patient called, who is this patient,
      who is the patient, ethnicity, ethnic, race of, patients race, nationality, skin colour`
    ],
    [
      'acquisition',
      `which camera, what camera, camera used, camera was, when was this photo, when was the photo, when was this image,
      when was this picture, date of the photo, date of this photo, time of the photo, who took, taken by, photographer`
    ]
  ]),
  ...aspect([
    [
      'treatment',
      `treatment, treat, treated, therapy, first line, first choice, injection, anti vegf, laser, surgery,
      vitrectomy, cure, cured, operate, operation, treatable, tablet, medicine, supplement, vitamin, help the eye,
      benefits from, manage, ranibizumab, aflibercept, bevacizumab, help, therapy of, indicated, lasered, prp, photocoagulation,
      panretinal photocoagulation,
      supplements useful, repaired, surgery for, lowering, eye drops cure, useful in, useful for, who benefit`
    ],
    [
      'cause',
      `cause, caused by, what causes, why do, why does, why are there, reason for, where do they come from,
      come from, risk factor, lead to, how do cotton wool spots come, come about, reasons for`
    ],
    ['symptoms', 'symptom, notice, feel like, look bent, does it hurt'],
    [
      'examination',
      `test, confirm, diagnose, diagnosis, differentiate, distinguish, tell apart, work up, workup, examination,
      investigation, how do i tell, exclude, diagnosed, worked up`
    ],
    [
      'followUp',
      `how often, screening interval, interval, screened, screening, follow up, monitor, monitored, be seen, recall,
      review interval, how frequently, be examined, screening intervals, intervals`
    ],
    [
      'prognosis',
      `prognosis, go blind, blind, blindness, outlook, outcome, will it get worse, will he lose, will she lose,
      lose my sight, lose sight, chance, survival, recover`
    ],
    [
      'prevention',
      `prevent, prevention, diet, smoking, smoke, exercise, lifestyle, fly, drive, sport, avoid, protect, control,
      glucose control, eat, slow, slows, pregnancy, worsen retinopathy, prevent progression, safe to fly, bad for,
      inherited`
    ]
  ])
]
