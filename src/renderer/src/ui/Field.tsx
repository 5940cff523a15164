import { Switch as RadixSwitch } from 'radix-ui'
import { useId, type ComponentProps, type ReactNode } from 'react'

type FieldProps = {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
}

type Frame = FieldProps & { readonly id: string; readonly children: ReactNode }

function FieldFrame({ id, label, hint, error, children }: Frame) {
  const note = error ?? hint
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {note === undefined ? null : (
        <p id={`${id}-note`} className={error === undefined ? 'caption' : 'field-error'}>
          {note}
        </p>
      )}
    </div>
  )
}

const described = (id: string, { hint, error }: FieldProps) => ({
  id,
  ...((hint ?? error) === undefined ? {} : { 'aria-describedby': `${id}-note` }),
  ...(error === undefined ? {} : { 'aria-invalid': true })
})

/** A text field with its label, and a hint or what is wrong with it. */
export function TextField({ label, hint, error, ...rest }: FieldProps & Omit<ComponentProps<'input'>, 'id'>) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <input className="input" autoComplete="off" {...rest} {...described(id, { label, hint, error })} />
    </FieldFrame>
  )
}

export function TextArea({ label, hint, error, ...rest }: FieldProps & Omit<ComponentProps<'textarea'>, 'id'>) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <textarea className="input" {...rest} {...described(id, { label, hint, error })} />
    </FieldFrame>
  )
}

/** The system's own choice list: Radix's writes a style sheet that the CSP refuses. */
export function ChoiceField({ label, hint, error, ...rest }: FieldProps & Omit<ComponentProps<'select'>, 'id'>) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <select className="input" {...rest} {...described(id, { label, hint, error })} />
    </FieldFrame>
  )
}

type SwitchProps = {
  readonly label: string
  readonly hint?: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

export function SwitchField({ label, hint, checked, disabled = false, onChange }: SwitchProps) {
  const id = useId()
  return (
    <div className="switch-field">
      <div>
        <label htmlFor={id}>{label}</label>
        {hint === undefined ? null : <p className="caption">{hint}</p>}
      </div>
      <RadixSwitch.Root id={id} className="switch" checked={checked} disabled={disabled} onCheckedChange={onChange}>
        <RadixSwitch.Thumb className="switch-thumb" />
      </RadixSwitch.Root>
    </div>
  )
}
