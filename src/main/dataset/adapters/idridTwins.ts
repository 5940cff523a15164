/*
 * Photographs of IDRiD that are the same under two names, found by comparing pixels. Part A counts its own numbers; part B
 * counts training and test set apart.
 */

/** Part A's photograph and its twin of part B. */
const SEGMENTATION_TWINS: Readonly<Record<string, string>> = Object.fromEntries(
  `01=train/102 02=train/366 03=train/369 05=train/082 06=train/196 07=train/029 08=train/207 09=test/091 10=train/224
  13=train/231 14=train/232 15=train/236 16=train/237 17=train/239 18=train/132 19=train/242 20=train/245 21=train/246
  22=test/088 23=train/247 24=train/248 27=train/254 28=train/261 29=train/263 31=test/089 33=train/272 34=train/277
  35=train/278 36=train/280 37=train/281 38=train/185 39=train/271 40=train/282 41=train/283 42=train/284 43=train/294
  44=train/300 46=train/306 47=train/064 48=train/053 49=train/308 50=train/048 51=train/310 52=train/311 53=train/012
  54=train/314`
    .split(/\s+/u)
    .map((pair) => pair.split('='))
    .map(([own = '', twin = '']) => [`IDRiD_${own}`, twin.replace('/', '/IDRiD_')])
)

/** Of two twins in part B the second, and the first that it goes with. 118 and test 064 carry grades three steps apart. */
const GRADING_TWINS: Readonly<Record<string, string>> = {
  'train/IDRiD_391': 'train/IDRiD_021',
  'train/IDRiD_333': 'train/IDRiD_045',
  'train/IDRiD_279': 'train/IDRiD_079',
  'test/IDRiD_064': 'train/IDRiD_118'
}

/** The group of a photograph of part A: that of its twin in part B where it has one. */
export function segmentationGroup(stem: string): string {
  const twin = SEGMENTATION_TWINS[stem]
  return twin === undefined ? `idrid:A/${stem}` : gradingGroup(twin)
}

/** The group of a photograph of part B, by split and name. */
export const gradingGroup = (key: string): string => `idrid:${GRADING_TWINS[key] ?? key}`
