export { EditPatientDialog } from './EditPatientDialog.tsx'
export { NewSessionDialog } from './NewSessionDialog.tsx'
export { Worklist } from './Worklist.tsx'
