import type { PhotographSuite } from '../scorecard.ts'
import { arteryVeinSuite } from './arteriesAndVeins.ts'
import { biomarkerSuite } from './biomarkers.ts'
import { conditionSuite } from './conditions.ts'
import { gradeSuite } from './grades.ts'
import { landmarkSuite } from './landmarks.ts'
import { lesionSuite } from './lesions.ts'
import { qualitySuite } from './quality.ts'
import { type RunningSuite, startSuite } from './suite.ts'
import { vesselSuite } from './vessels.ts'

const STARTS: Readonly<Record<PhotographSuite, () => RunningSuite>> = {
  quality: () => startSuite(qualitySuite),
  landmarks: () => startSuite(landmarkSuite),
  vessels: () => startSuite(vesselSuite),
  av: () => startSuite(arteryVeinSuite),
  lesions: () => startSuite(lesionSuite),
  grades: () => startSuite(gradeSuite),
  conditions: () => startSuite(conditionSuite),
  biomarkers: () => startSuite(biomarkerSuite)
}

/** Starts a suite by its name. */
export const startNamed = (name: PhotographSuite): RunningSuite => STARTS[name]()
