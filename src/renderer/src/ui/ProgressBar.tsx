type ProgressBarProps = { readonly label: string; readonly done: number; readonly total: number }

/** How far something is, as a thin bar. */
export const ProgressBar = ({ label, done, total }: ProgressBarProps) => (
  <progress className="progress" aria-label={label} value={Math.min(done, total)} max={Math.max(1, total)} />
)
