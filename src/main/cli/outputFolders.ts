import { basename, extname } from 'node:path'

/** A folder name for each file: its own name without the ending, numbered where two files share one. */
export function uniqueFolders(paths: readonly string[]): string[] {
  const used = new Set<string>()
  return paths.map((path) => {
    const stem = basename(path, extname(path)) || 'image'
    let name = stem
    for (let n = 2; used.has(name.toLowerCase()); n++) name = `${stem}-${n}`
    used.add(name.toLowerCase())
    return name
  })
}
