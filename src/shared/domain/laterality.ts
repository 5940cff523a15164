import { z } from 'zod'

/** OD: right eye. OS: left eye. */
export const Laterality = z.enum(['OD', 'OS'])
export type Laterality = z.infer<typeof Laterality>

export const otherEye = (eye: Laterality): Laterality => (eye === 'OD' ? 'OS' : 'OD')
