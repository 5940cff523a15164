export { ReportCommands } from './ReportCommands.tsx'
export { ReportPane } from './ReportPane.tsx'
