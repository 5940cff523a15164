import { z } from 'zod'
import { AdapterName } from '../../dataset/record.ts'

const text = z.string().min(1)
const seed = z.int().min(0).max(0xffff_ffff).default(1)
const track = z.enum(['instruction', 'alignment']).default('instruction')

/** What every command knows. */
const everywhere = {
  /** Records or lines, at most. */
  limit: z.int().min(1).exactOptional(),
  /** Shows what would be done, and writes nothing. */
  dryRun: z.boolean().default(false)
}

export const DescribeSettings = z.strictObject({
  ...everywhere,
  adapter: AdapterName,
  data: text,
  out: text,
  automorph: text.exactOptional(),
  measure: z.boolean().default(false),
  threads: z.int().min(1).exactOptional(),
  cpu: z.boolean().default(false),
  boxes: text.exactOptional(),
  problems: text.exactOptional()
})
export type DescribeSettings = z.infer<typeof DescribeSettings>

export const DialoguesSettings = z.strictObject({
  ...everywhere,
  in: text,
  out: text,
  track,
  seed,
  report: text.exactOptional(),
  rejects: text.exactOptional()
})
export type DialoguesSettings = z.infer<typeof DialoguesSettings>
