export { JobStatus } from './JobStatus.tsx'
