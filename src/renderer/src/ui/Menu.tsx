import { ContextMenu as RadixContext, DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

export type MenuEntry =
  | {
      readonly kind: 'item'
      readonly label: string
      readonly run: () => void
      readonly icon?: IconName
      readonly keys?: string
      readonly danger?: boolean
      readonly disabled?: boolean
      /** Present for an entry of which one is chosen. */
      readonly checked?: boolean
    }
  | { readonly kind: 'line' }
  | { readonly kind: 'heading'; readonly label: string }

type Parts = typeof Radix | typeof RadixContext

function Entry({ entry, parts }: { readonly entry: MenuEntry; readonly parts: Parts }) {
  if (entry.kind === 'line') return <parts.Separator className="menu-line" />
  if (entry.kind === 'heading') return <parts.Label className="menu-heading">{entry.label}</parts.Label>
  const content = (
    <>
      <span className="menu-icon">{entry.icon ? <Icon name={entry.icon} /> : null}</span>
      <span className="menu-label">{entry.label}</span>
      {entry.keys === undefined ? null : <kbd>{entry.keys}</kbd>}
    </>
  )
  const common = {
    className: entry.danger === true ? 'menu-item menu-danger' : 'menu-item',
    disabled: entry.disabled === true,
    onSelect: entry.run
  }
  if (entry.checked === undefined) return <parts.Item {...common}>{content}</parts.Item>
  return (
    <parts.CheckboxItem {...common} checked={entry.checked}>
      {content}
      <parts.ItemIndicator>
        <Icon name="accept" />
      </parts.ItemIndicator>
    </parts.CheckboxItem>
  )
}

const list = (entries: readonly MenuEntry[], parts: Parts) =>
  entries.map((entry, index) => (
    <Entry key={entry.kind === 'line' ? `line ${String(index)}` : entry.label} entry={entry} parts={parts} />
  ))

type MenuProps = {
  readonly entries: readonly MenuEntry[]
  readonly children: ReactNode
  readonly align?: 'start' | 'end'
  readonly side?: 'top' | 'bottom'
}

/** A menu under a button. Not modal: the modal kind writes a style sheet that the CSP refuses. */
export function Menu({ entries, children, align = 'start', side = 'bottom' }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="menu" align={align} side={side} sideOffset={4} collisionPadding={8}>
          {list(entries, Radix)}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** The same kind of menu on a right click or the menu key. */
export function ContextMenu({ entries, children }: Pick<MenuProps, 'entries' | 'children'>) {
  return (
    <RadixContext.Root modal={false}>
      <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content className="menu" collisionPadding={8}>
          {list(entries, RadixContext)}
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  )
}
