/*
 * Corrections that ADCIS published for Messidor. A correction holds only where the old value still stands: later downloads
 * have them already.
 */

type Correction = { readonly from: number; readonly to: number; readonly published: string }

/** Retinopathy grades by the photograph's name without its suffix. */
const GRADES: Readonly<Record<string, Correction>> = {
  '20051020_63045_0100_PP': { from: 3, to: 0, published: '31 August 2016' },
  '20051020_64007_0100_PP': { from: 1, to: 3, published: '24 October 2016' },
  '20051020_63936_0100_PP': { from: 3, to: 1, published: '24 October 2016' },
  '20060523_48477_0100_PP': { from: 2, to: 3, published: '24 October 2016' }
}

/** The corrected grade of a photograph; undefined where nothing was corrected or the table holds it already. */
export function correctedGrade(stem: string, grade: number): Correction | undefined {
  const correction = GRADES[stem]
  return correction?.from === grade ? correction : undefined
}

/** Photographs of Base33 that are there twice (16 August 2017). */
const PAIRS: Readonly<Record<string, string>> = {
  '20051202_54744': '20051202_55582',
  '20051202_40508': '20051202_41076',
  '20051202_41238': '20051202_48287',
  '20051202_41260': '20051202_48586',
  '20051202_54530': '20051202_55457',
  '20051205_33025': '20051202_55626',
  '20051202_55607': '20051202_54783',
  '20051202_41034': '20051202_48575',
  '20051205_35099': '20051205_32966',
  '20051202_54555': '20051202_55484',
  '20051205_35110': '20051205_32981',
  '20051202_54611': '20051202_55562',
  '20051202_55498': '20051202_54547'
}

/** Twins whose labels disagree (9 February 2018): neither can be relied on. */
const UNRELIABLE: ReadonlySet<string> = new Set([
  '20051202_55562',
  '20051202_54611',
  '20051202_55626',
  '20051205_33025'
])

const shortName = (stem: string): string => stem.replace(/_\d{4}_PP$/u, '')

/** The group of a photograph: that of its twin where it has one. */
export const messidorGroup = (stem: string): string => `messidor:${PAIRS[shortName(stem)] ?? shortName(stem)}`

export const isUnreliable = (stem: string): boolean => UNRELIABLE.has(shortName(stem))
