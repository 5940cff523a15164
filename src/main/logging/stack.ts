/**
 * An error's name and the places it came through. Messages are left out: they may quote what was worked on, and nothing of
 * a patient belongs into a log.
 */
export function stackWithoutMessage(error: unknown): string {
  if (!(error instanceof Error)) return 'not an error'
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [error.name, ...frames].join('\n')
}
