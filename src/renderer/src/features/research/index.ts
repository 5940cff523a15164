export { ResearchDialog } from './ResearchDialog.tsx'
export { ResearchStatus } from './ResearchStatus.tsx'
