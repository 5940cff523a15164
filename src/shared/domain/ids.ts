import { z } from 'zod'

/** UUIDv7 identifiers, branded so that one kind of id cannot stand in for another. */
export const PatientId = z.uuid().brand<'PatientId'>()
export type PatientId = z.infer<typeof PatientId>

export const SessionId = z.uuid().brand<'SessionId'>()
export type SessionId = z.infer<typeof SessionId>

export const ImageId = z.uuid().brand<'ImageId'>()
export type ImageId = z.infer<typeof ImageId>

export const AnalysisId = z.uuid().brand<'AnalysisId'>()
export type AnalysisId = z.infer<typeof AnalysisId>

export const FindingId = z.uuid().brand<'FindingId'>()
export type FindingId = z.infer<typeof FindingId>

export const TurnId = z.uuid().brand<'TurnId'>()
export type TurnId = z.infer<typeof TurnId>

export const JobId = z.uuid().brand<'JobId'>()
export type JobId = z.infer<typeof JobId>

/** Stands for a file that the user chose or dropped; only main knows its path. */
export const FileToken = z.uuid().brand<'FileToken'>()
export type FileToken = z.infer<typeof FileToken>

/** Lower-case hex SHA-256 of a blob's bytes; the blob's only name. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Sha256'>()
export type Sha256 = z.infer<typeof Sha256>
