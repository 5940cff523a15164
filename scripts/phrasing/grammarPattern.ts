/** A literal, the name of a rule, or an operator of GBNF as far as the lock's grammars use it. */
const TOKEN = /"((?:[^"\\]|\\.)*)"|([a-z]\w*)|([()|?*])/gu

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`)

/**
 * The regular expression that accepts what a GBNF grammar accepts. For grammars without recursion, of literals, choices,
 * groups, "?" and "*".
 */
export function grammarPattern(grammar: string): RegExp {
  const rules = new Map(
    grammar.split('\n').map((line): [string, string] => {
      const [name = '', body = ''] = line.split(' ::= ')
      return [name, body]
    })
  )
  const sources = new Map<string, string>()
  const sourceOf = (name: string): string => {
    const known = sources.get(name)
    if (known !== undefined) return known
    const body = rules.get(name)
    if (body === undefined) throw new Error(`The grammar has no rule ${name}`)
    const source = [...body.matchAll(TOKEN)]
      .map(([, literal, rule, operator]) =>
        literal === undefined ? (operator ?? `(?:${sourceOf(rule ?? '')})`) : escaped(literal.replaceAll('\\"', '"'))
      )
      .join('')
    sources.set(name, source)
    return source
  }
  return new RegExp(`^(?:${sourceOf('root')})$`, 'u')
}
