/** Words in lower case; points, hyphens and apostrophes inside of them stay, so that 0.42 is one word. */
const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.’'-][\p{L}\p{N}]+)*/gu) ?? []

/**
 * ROUGE-L of a text (Lin, Text Summarization Branches Out, ACL 2004): the F-measure of the longest common subsequence of words,
 * with precision and recall weighing the same. 0 when either text is empty.
 */
export function rougeL(candidate: string, reference: string): number {
  const [told, wanted] = [wordsIn(candidate), wordsIn(reference)]
  const words = told.length + wanted.length
  return words === 0 ? 0 : (2 * longestCommonSubsequence(told, wanted)) / words
}

function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  let [before, row] = [new Uint32Array(b.length + 1), new Uint32Array(b.length + 1)]
  for (const word of a) {
    for (let j = 1; j <= b.length; j++) {
      row[j] = word === b[j - 1] ? (before[j - 1] ?? 0) + 1 : Math.max(before[j] ?? 0, row[j - 1] ?? 0)
    }
    ;[before, row] = [row, before]
  }
  return before[b.length] ?? 0
}
