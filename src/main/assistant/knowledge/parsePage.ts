import { AppError } from '#shared/contract/errors.ts'
import { holdsDose } from './dose.ts'
import { KnowledgeAspect, KnowledgeItem, type KnowledgeSources } from './item.ts'
import { type KnowledgePage, PageHead, pageFields } from './page.ts'

type Line = { readonly at: number; readonly text: string }

/** "### Treatment: First treatment of oedema that involves the centre" */
const HEADING = /^### (?<aspect>[A-Z][a-z-]*): (?<title>\S.*)$/u

/** A statement ends in the key of its source: "… [ada-2017]". */
const STATEMENT = /^(?<text>\S.*?)\s*\[(?<source>[a-z0-9-]+)\]$/u

const aspectsByName: ReadonlyMap<string, KnowledgeAspect> = new Map(
  KnowledgeAspect.options.map((aspect) => [
    aspect === 'followUp' ? 'Follow-up' : aspect.charAt(0).toUpperCase() + aspect.slice(1),
    aspect
  ])
)

const slug = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')

/**
 * Reads a page of the knowledge base, format `docs/knowledge.md`.
 * @param name the page's file name without its ending, which is its id.
 * @throws AppError knowledge.unusable, with the line, for anything that the format does not allow.
 */
export function parsePage(name: string, content: string, sources: KnowledgeSources['sources']): KnowledgePage {
  const fault = (line: number, problem: string): AppError =>
    new AppError('knowledge.unusable', { page: name, line, problem })
  const lines = content.split(/\r?\n/u).map((text, i) => ({ at: i + 1, text: text.trimEnd() }))
  const end = lines.findIndex(({ text }, i) => i > 0 && text === '---')
  if (lines[0]?.text !== '---' || end < 0) throw fault(1, 'begin with the page’s head between two lines of ---')
  const head = headOf(lines.slice(1, end), fault)
  if (head.id !== name) throw fault(2, `the id ${head.id} is not the file’s name`)
  const items = statementsIn(lines.slice(end + 1), fault).map((statement) =>
    itemOf({ head, sources, fault }, statement)
  )
  checkWhole(head, items, fault)
  return { head, items }
}

type Fault = (line: number, problem: string) => AppError

function headOf(lines: readonly Line[], fault: Fault): PageHead {
  const pairs = lines.map(({ at, text }) => {
    const pair = /^(?<key>[a-z0-9]+): (?<value>\S.*)$/u.exec(text)?.groups
    if (!pair) throw fault(at, 'write “key: value”')
    return [pair['key'], pair['value']] as const
  })
  const head = PageHead.safeParse(Object.fromEntries(pairs))
  if (head.success) return head.data
  const [issue] = head.error.issues
  throw fault(2, `${issue?.path.join('.') || 'head'}: ${issue?.message ?? 'refused'}`)
}

type Statement = {
  readonly aspect: KnowledgeAspect
  readonly title: string
  readonly at: number
  readonly text: string
}

/** Statements stand under a field and a heading of their own, each in one paragraph. */
function statementsIn(lines: readonly Line[], fault: Fault): Statement[] {
  const found: Statement[] = []
  let field: string | undefined
  let heading: Omit<Statement, 'text'> | undefined
  for (const { at, text } of lines) {
    if (text.startsWith('## ')) {
      if (heading) throw fault(at, `nothing stands under “${heading.title}”`)
      field = text.slice(3)
      if (!pageFields.has(field)) throw fault(at, `the fields are ${[...pageFields.keys()].join(', ')}`)
    } else if (text.startsWith('#')) {
      if (heading) throw fault(at, `nothing stands under “${heading.title}”`)
      heading = headingIn({ at, text }, { allowed: pageFields.get(field ?? '') ?? [], fault })
    } else if (text !== '') {
      if (!heading) throw fault(at, 'a statement stands under a heading of its own, in one line')
      found.push({ ...heading, at, text })
      heading = undefined
    }
  }
  if (heading) throw fault(heading.at, `nothing stands under “${heading.title}”`)
  return found
}

function headingIn(
  { at, text }: Line,
  { allowed, fault }: { readonly allowed: readonly KnowledgeAspect[]; readonly fault: Fault }
): Omit<Statement, 'text'> {
  const { aspect: named = '', title } = HEADING.exec(text)?.groups ?? {}
  const aspect = aspectsByName.get(named)
  if (aspect === undefined || title === undefined) {
    throw fault(at, `write “### Aspect: Title” with one of ${[...aspectsByName.keys()].join(', ')}`)
  }
  if (!allowed.includes(aspect)) throw fault(at, `${named} does not belong to this field`)
  return { aspect, title, at }
}

type Page = { readonly head: PageHead; readonly sources: KnowledgeSources['sources']; readonly fault: Fault }

function itemOf({ head, sources, fault }: Page, { aspect, title, at, text: line }: Statement): KnowledgeItem {
  const { text, source: key } = STATEMENT.exec(line)?.groups ?? {}
  if (text === undefined || key === undefined) throw fault(at, 'end the statement in its source: “… [source]”')
  const source = sources[key]
  if (!source) throw fault(at, `sources.json holds no ${key}`)
  if (holdsDose(text)) throw fault(at, 'a dose does not belong here: name the guideline instead')
  const id = `${head.id}.${slug(title)}`
  const item = KnowledgeItem.safeParse({ id, topic: head.topic, aspect, title, text, source: { key, ...source } })
  if (item.success) return item.data
  throw fault(at, item.error.issues[0]?.message ?? 'refused')
}

function checkWhole({ id, sources }: PageHead, items: readonly KnowledgeItem[], fault: Fault): void {
  const twice = items.find((item, i) => items.findIndex((other) => other.id === item.id) !== i)
  if (twice) throw fault(1, `${id} has “${twice.title}” twice`)
  const cited = [...new Set(items.map(({ source }) => source.key))]
  const astray = [...sources.filter((key) => !cited.includes(key)), ...cited.filter((key) => !sources.includes(key))]
  if (astray.length > 0) throw fault(2, `sources of the head and of the statements differ: ${astray.join(', ')}`)
}
