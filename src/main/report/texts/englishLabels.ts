/** Headings, column heads and fixed lines: plain strings, because they travel to the PDF worker as they are. */
export const englishLabels = {
  title: 'Retinal photography report',
  secondReader: 'Second reader, not measured',
  patient: 'Patient',
  numberAndBorn: 'Number · born',
  photographed: 'Photographed',
  visit: 'Visit',
  reader: 'Reader',
  notStated: 'not stated',

  quality: 'Quality',
  oedemaRisk: 'DME risk',
  desp: 'UK DESP',
  referable: 'Referable',
  disc: 'Disc',
  alsoAssessed: 'Also assessed',
  nextStep: 'Next step',
  verticalCdr: 'vertical CDR',

  findings: 'Findings',
  finding: 'Finding',
  place: 'Place',
  toFovea: 'To fovea, DD',
  area: 'Area, mm²',
  confidence: 'Confidence',
  status: 'Status',

  measurements: 'Measurements',
  measurement: 'Measurement',
  value: 'Value',
  interval: 'Interval',
  reference: 'Reference',

  vessels: 'vessels',
  arteries: 'arteries',
  veins: 'veins',
  discRing: 'disc',
  cupRing: 'cup',
  foveaCross: 'fovea',
  dashedMark: 'dashed: low confidence',
  thickMark: 'thick: confirmed',

  noPhotograph: 'Photograph not available',
  noOverlay: 'No overlay',

  assessment: 'Reader’s assessment',
  noAssessment: 'None written.',
  conversation: 'From the conversation, chosen by the reader',
  evidence: 'Cited evidence',
  provenance: 'Provenance',
  models: 'Models',
  guidelines: 'Guidelines',
  answers: 'Answers phrased by',
  engine: 'Engine',
  remarks: 'Remarks',
  photographs: 'Photographs',

  signature: 'Reader, signature',
  signedBy: 'Signed by',
  date: 'Date',
  copyTo: 'Copy to',
  safety: 'Decision support for research and for qualified readers; not an approved medical device.',
  page: 'page {page} of {pages}',
  uncovered:
    'Characters that the report’s fonts do not have are drawn as \ufffd; the session holds them in full. The fonts cover the Latin, Greek and Cyrillic scripts.'
}

export type ReportLabels = typeof englishLabels
