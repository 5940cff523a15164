import { useEffect, useRef, useState } from 'react'
import { TextField } from '../../ui/Field.tsx'

const DELAY_MS = 500

type SettledFieldProps = {
  readonly label: string
  readonly hint?: string
  readonly longest: number
  readonly value: string
  readonly settle: (value: string) => void
}

/** A text field whose value is handed on once typing has paused, and when the field is left or taken away. */
export function SettledField({ label, hint, longest, value, settle }: SettledFieldProps) {
  const [typed, setTyped] = useState(value)
  const pending = useRef<(() => void) | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const flush = (): void => {
    clearTimeout(timer.current)
    pending.current?.()
    pending.current = null
  }
  useEffect(() => () => pending.current?.(), [])
  const type = (next: string): void => {
    setTyped(next)
    pending.current = () => settle(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(flush, DELAY_MS)
  }
  return (
    <TextField
      label={label}
      hint={hint}
      maxLength={longest}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={flush}
    />
  )
}
