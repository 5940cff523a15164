export { MeasurePane } from './MeasurePane.tsx'
