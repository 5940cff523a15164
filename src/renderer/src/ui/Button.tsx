import type { ComponentProps } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import { Tooltip } from './Tooltip.tsx'

type ButtonProps = ComponentProps<'button'> & {
  readonly look?: 'plain' | 'primary' | 'outline' | 'danger'
  readonly icon?: IconName
}

/** A button with words. */
export function Button({ look = 'plain', icon, children, className = '', ...rest }: ButtonProps) {
  return (
    <button type="button" className={`button button-${look} ${className}`} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  )
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  readonly icon: IconName
  readonly label: string
  readonly keys?: string | undefined
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
}

/** A button that shows an icon; its name appears as a tooltip and to screen readers. */
export function IconButton({ icon, label, keys, side = 'bottom', className = '', ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys} side={side}>
      <button type="button" className={`icon-button ${className}`} aria-label={label} {...rest}>
        <Icon name={icon} />
      </button>
    </Tooltip>
  )
}
