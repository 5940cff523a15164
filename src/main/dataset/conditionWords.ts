type Words = {
  /** As it stands in the middle of a sentence behind "shows" or "is labelled as". */
  readonly name: string
  /** The same for lay people. */
  readonly lay: string
  /** Further words for it, parted by commas. */
  readonly also?: string
}

/**
 * Everything that the public sets label: ODIR's seven diseases, RFMiD's conditions (expansions as in the data paper, Data
 * 2021;6(2):14), those that RFMiD 2.0 adds, and a few of smaller sets. One table for reading labels, for writing about
 * them and for finding them in a text.
 */
export const conditionWords = {
  normal: {
    name: 'no abnormality',
    lay: 'nothing out of the ordinary',
    also: 'normal fundus, healthy fundus, normal eye, normal retina, normal, healthy, unremarkable'
  },
  other: { name: 'another abnormality', lay: 'some other change', also: 'other abnormality, other disease' },
  diabeticRetinopathy: {
    name: 'diabetic retinopathy',
    lay: 'eye changes from diabetes (diabetic retinopathy)',
    also: 'dr, npdr, pdr, retinopathy, diabetic eye disease, eye changes from diabetes'
  },
  diabeticMacularOedema: {
    name: 'diabetic macular oedema',
    lay: 'swelling of the centre of the retina from diabetes (diabetic macular oedema)',
    also: 'dme, dmo, diabetic macular edema'
  },
  glaucoma: {
    name: 'glaucoma',
    lay: 'glaucoma, a disease of the optic nerve',
    also: 'glaucomatous, glaucomatous optic neuropathy'
  },
  cataract: { name: 'cataract', lay: 'cataract, a clouded lens', also: 'lens opacity' },
  ageRelatedMacularDegeneration: {
    name: 'age-related macular degeneration',
    lay: 'age-related wear of the macula (macular degeneration)',
    also: 'amd, armd, macular degeneration, wet age-related macular degeneration, dry age-related macular degeneration'
  },
  hypertensiveRetinopathy: {
    name: 'hypertensive retinopathy',
    lay: 'vessel changes as high blood pressure makes them (hypertensive retinopathy)',
    also: 'htr, hypertensive changes, hypertensive fundus'
  },
  pathologicalMyopia: {
    name: 'pathological myopia',
    lay: 'damage from very strong short-sightedness (pathological myopia)',
    also: 'pathologic myopia, myopic maculopathy, myopic degeneration, myopic retinopathy, degenerative myopia'
  },
  mediaHaze: { name: 'media haze', lay: 'a haze over the whole picture (media haze)', also: 'hazy media' },
  drusen: { name: 'drusen', lay: 'small yellow deposits (drusen)', also: 'druse' },
  myopia: {
    name: 'a myopic fundus',
    lay: 'signs of short-sightedness (a myopic fundus)',
    also: 'myopia, myopic fundus, high myopia'
  },
  branchRetinalVeinOcclusion: {
    name: 'branch retinal vein occlusion',
    lay: 'a blocked branch of a vein (branch retinal vein occlusion)',
    also: 'brvo, branch vein occlusion'
  },
  tessellation: {
    name: 'tessellation',
    lay: 'deeper vessels showing through (tessellation)',
    also: 'tessellated fundus, tigroid fundus'
  },
  epiretinalMembrane: {
    name: 'an epiretinal membrane',
    lay: 'a thin film over the retina (an epiretinal membrane)',
    also: 'epiretinal membrane, erm, macular pucker, macular epiretinal membrane, epiretinal membrane over the macula'
  },
  laserScars: {
    name: 'laser scars',
    lay: 'scars of a laser treatment (laser scars)',
    also: 'laser scar, laser spot, laser spots, photocoagulation scars'
  },
  macularScar: {
    name: 'a macular scar',
    lay: 'a scar in the centre of the retina (a macular scar)',
    also: 'macular scar, macular scars, disciform scar'
  },
  centralSerousChorioretinopathy: {
    name: 'central serous chorioretinopathy',
    lay: 'fluid under the centre of the retina (central serous chorioretinopathy)',
    also: 'central serous retinopathy, csr, cscr'
  },
  opticDiscCupping: {
    name: 'optic disc cupping',
    lay: 'a large hollow in the optic disc (optic disc cupping)',
    also: 'enlarged cup, disc cupping'
  },
  centralRetinalVeinOcclusion: {
    name: 'central retinal vein occlusion',
    lay: 'a blocked main vein (central retinal vein occlusion)',
    also: 'crvo, central vein occlusion'
  },
  tortuousVessels: {
    name: 'tortuous vessels',
    lay: 'winding vessels (tortuous vessels)',
    also: 'vessel tortuosity, vascular tortuosity'
  },
  asteroidHyalosis: { name: 'asteroid hyalosis', lay: 'bright specks in the eye’s jelly (asteroid hyalosis)' },
  opticDiscPallor: {
    name: 'optic disc pallor',
    lay: 'a pale optic disc (optic disc pallor)',
    also: 'pale disc, optic atrophy, optic nerve atrophy'
  },
  opticDiscOedema: {
    name: 'optic disc oedema',
    lay: 'a swollen optic disc (optic disc oedema)',
    also: 'optic disc edema, disc swelling, swollen disc, papilloedema, optic disk edema'
  },
  optociliaryShunt: {
    name: 'an optociliary shunt',
    lay: 'a by-pass vessel at the disc (an optociliary shunt)',
    also: 'optociliary shunt, shunt vessel'
  },
  anteriorIschaemicOpticNeuropathy: {
    name: 'anterior ischaemic optic neuropathy',
    lay: 'an optic nerve short of blood (anterior ischaemic optic neuropathy)',
    also: 'aion, naion, anterior ischemic optic neuropathy'
  },
  parafovealTelangiectasia: {
    name: 'parafoveal telangiectasia',
    lay: 'widened tiny vessels beside the fovea (parafoveal telangiectasia)',
    also: 'mactel, macular telangiectasia'
  },
  retinalTraction: { name: 'retinal traction', lay: 'strands that pull on the retina (retinal traction)' },
  retinitis: { name: 'retinitis', lay: 'an inflamed retina (retinitis)' },
  chorioretinitis: {
    name: 'chorioretinitis',
    lay: 'an inflamed retina and choroid (chorioretinitis)',
    also: 'chorioretinal inflammation'
  },
  exudation: { name: 'exudation', lay: 'fatty deposits (exudation)' },
  pigmentEpitheliumChanges: {
    name: 'changes of the retinal pigment epithelium',
    lay: 'changes in the pigment layer (retinal pigment epithelium)',
    also: 'retinal pigment epithelium changes, rpe changes, pigment changes, mottling'
  },
  macularHole: {
    name: 'a macular hole',
    lay: 'a hole in the centre of the retina (a macular hole)',
    also: 'macular hole'
  },
  retinitisPigmentosa: {
    name: 'retinitis pigmentosa',
    lay: 'an inherited loss of light cells (retinitis pigmentosa)',
    also: 'rod-cone dystrophy'
  },
  cottonWoolSpots: { name: 'cotton-wool spots', lay: 'fluffy white patches (cotton-wool spots)' },
  coloboma: { name: 'a coloboma', lay: 'a gap in the layers of the eye from birth (a coloboma)', also: 'coloboma' },
  opticDiscPitMaculopathy: {
    name: 'optic disc pit maculopathy',
    lay: 'a pit in the disc with changes at the macula (optic disc pit maculopathy)'
  },
  preretinalHaemorrhage: {
    name: 'preretinal haemorrhage',
    lay: 'a bleed in front of the retina (preretinal haemorrhage)',
    also: 'preretinal hemorrhage, subhyaloid haemorrhage'
  },
  myelinatedNerveFibres: {
    name: 'myelinated nerve fibres',
    lay: 'nerve fibres with a white sheath (myelinated nerve fibres)',
    also: 'myelinated nerve fibers'
  },
  haemorrhagicRetinopathy: {
    name: 'haemorrhagic retinopathy',
    lay: 'a retina with many bleeds (haemorrhagic retinopathy)',
    also: 'hemorrhagic retinopathy'
  },
  centralRetinalArteryOcclusion: {
    name: 'central retinal artery occlusion',
    lay: 'a blocked main artery (central retinal artery occlusion)',
    also: 'crao, central artery occlusion'
  },
  tiltedDisc: {
    name: 'a tilted disc',
    lay: 'an optic disc that is set at a slant (a tilted disc)',
    also: 'tilted disc, tilted optic disc'
  },
  cystoidMacularOedema: {
    name: 'cystoid macular oedema',
    lay: 'fluid pockets in the centre of the retina (cystoid macular oedema)',
    also: 'cystoid macular edema, cme, cmo'
  },
  choroidalRupture: {
    name: 'post-traumatic choroidal rupture',
    lay: 'a tear of the choroid after an injury (choroidal rupture)',
    also: 'choroidal rupture'
  },
  choroidalFolds: { name: 'choroidal folds', lay: 'folds in the layer under the retina (choroidal folds)' },
  vitreousHaemorrhage: {
    name: 'vitreous haemorrhage',
    lay: 'blood in the eye’s jelly (vitreous haemorrhage)',
    also: 'vitreous hemorrhage'
  },
  macroaneurysm: {
    name: 'a macroaneurysm',
    lay: 'a large bulge on an artery (a macroaneurysm)',
    also: 'macroaneurysm, retinal macroaneurysm'
  },
  vasculitis: { name: 'retinal vasculitis', lay: 'inflamed vessels (retinal vasculitis)', also: 'vasculitis' },
  branchRetinalArteryOcclusion: {
    name: 'branch retinal artery occlusion',
    lay: 'a blocked branch of an artery (branch retinal artery occlusion)',
    also: 'brao, branch artery occlusion'
  },
  arterialPlaque: {
    name: 'an arterial plaque',
    lay: 'a plug in an artery (an arterial plaque)',
    also: 'arterial plaque, arterial embolus, hollenhorst plaque'
  },
  haemorrhagicPigmentEpithelialDetachment: {
    name: 'haemorrhagic pigment epithelial detachment',
    lay: 'blood under the pigment layer (haemorrhagic pigment epithelial detachment)',
    also: 'hemorrhagic pigment epithelial detachment'
  },
  collateralVessels: { name: 'collateral vessels', lay: 'by-pass vessels (collateral vessels)', also: 'collaterals' },
  cysticercosis: { name: 'cysticercosis', lay: 'a tapeworm cyst in the eye (cysticercosis)' },
  choroidalNeovascularisation: {
    name: 'choroidal neovascularisation',
    lay: 'new vessels under the retina (choroidal neovascularisation)',
    also: 'choroidal neovascularization, cnv'
  },
  giantRetinalTear: {
    name: 'a giant retinal tear',
    lay: 'a very large tear in the retina (a giant retinal tear)',
    also: 'giant retinal tear'
  },
  macularOedema: {
    name: 'macular oedema',
    lay: 'swelling of the centre of the retina (macular oedema)',
    also: 'macular edema'
  },
  opticNeuritis: { name: 'optic neuritis', lay: 'an inflamed optic nerve (optic neuritis)' },
  retinalDetachment: { name: 'retinal detachment', lay: 'a retina that has come loose (retinal detachment)' },
  retinalHole: {
    name: 'a retinal hole',
    lay: 'a hole in the retina (a retinal hole)',
    also: 'retinal hole, retinal holes'
  },
  retinalTear: {
    name: 'a retinal tear',
    lay: 'a tear in the retina (a retinal tear)',
    also: 'retinal tear, retinal tears'
  },
  siliconeOil: {
    name: 'silicone oil in the eye',
    lay: 'silicone oil from an operation (silicone oil in the eye)',
    also: 'silicone oil, silicone oil filled eye'
  },
  mediaOpacity: {
    name: 'opacity of the refractive media',
    lay: 'clouding in front of the retina (opacity of the media)',
    also: 'refractive media opacity, media opacity'
  },
  vitreousDegeneration: { name: 'vitreous degeneration', lay: 'ageing of the eye’s jelly (vitreous degeneration)' },
  maculopathy: { name: 'maculopathy', lay: 'a change in the centre of the retina (maculopathy)' },
  idiopathicIntracranialHypertension: {
    name: 'idiopathic intracranial hypertension',
    lay: 'raised pressure around the brain (idiopathic intracranial hypertension)',
    also: 'iih'
  }
} as const satisfies Record<string, Words>
