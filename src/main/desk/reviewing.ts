import { boxCentre, boxOutline } from '#shared/domain/geometry.ts'
import { FindingId, type ImageId } from '#shared/domain/ids.ts'
import { placeOf } from '../analysis/biomarkers/index.ts'
import { analyses, findings, images } from '../db/index.ts'
import { type Desk, type HandlersOf, sessionChanged } from './context.ts'
import { latestAnalysis, regrade } from './sessionDetail.ts'

export const findingHandlers = (desk: Desk): HandlersOf<'finding'> => {
  const changed = (imageId: ImageId): void => {
    regrade(desk, imageId)
    sessionChanged(desk, images.get(desk.database.read, imageId).sessionId)
  }
  return {
    'finding.review': async (verdict) => {
      findings.review(desk.database.write, verdict)
      changed(analyses.imageOf(desk.database.read, verdict.analysisId))
      return {}
    },
    'finding.add': async ({ imageId, lesion, box }) => {
      const analysis = latestAnalysis(desk, imageId)
      const id = FindingId.parse(desk.clock.newId())
      findings.add(desk.database.write, imageId, {
        id,
        lesion,
        box,
        outline: null,
        centroid: boxCentre(box),
        areaPx: box.width * box.height,
        // A box is larger than what it surrounds: no area is claimed for it.
        area: null,
        place: analysis
          ? placeOf(boxOutline(box), analysis.landmarks, analysis.scale)
          : { quadrant: null, etdrs: null, foveaDistance: null },
        confidence: null,
        origin: { by: 'clinician', at: desk.clock.now() }
      })
      changed(imageId)
      return { id }
    },
    'finding.remove': async (finding) => {
      findings.remove(desk.database.write, finding)
      changed(finding.imageId)
      return {}
    },
    'finding.restore': async (finding) => {
      findings.restore(desk.database.write, finding)
      changed(finding.imageId)
      return {}
    }
  }
}
