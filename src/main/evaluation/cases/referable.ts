/** ICDR ≥ 2 or DME risk ≥ 1. Level 1 alone says nothing where nobody judged the macula. */
export function referableBy(icdr: number | undefined, dmeRisk: number | undefined): boolean | undefined {
  if ((icdr ?? 0) >= 2 || (dmeRisk ?? 0) >= 1) return true
  if (icdr === 0 || (icdr === 1 && dmeRisk === 0)) return false
  return undefined
}
