import { useState, type ChangeEvent, type FormEvent } from 'react'
import type { ApiResult } from '../../sync/api-result.ts'
import { useFailureText } from './failure-text.ts'

/** The server takes no more; see docs/API.md. */
const MAX_CHARACTERS = 2_000

interface ReasonOptions {
  /** What the reason is for; it comes without outer blanks, empty where none was given. */
  readonly act: (reason: string) => ApiResult<unknown>
  readonly done: () => void
  /** Said when there is none; without it none is needed. */
  readonly missing?: string
}

export interface AskedReason {
  /** For the field in which it is written. */
  readonly field: {
    readonly value: string
    readonly error: string | null
    readonly maxLength: number
    readonly dir: 'auto'
    readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void
  }
  /** For the form that asks. */
  readonly submit: (event: FormEvent) => void
  readonly isBusy: boolean
}

/** Asks for a reason and does what it is for, once at a time; what the server refuses is said where it was asked. */
export const useReason = ({ act, done, missing }: ReasonOptions): AskedReason => {
  const failureText = useFailureText()
  const [value, setValue] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const send = async (): Promise<void> => {
    const reason = value.trim()
    if (reason === '' && missing !== undefined) {
      setError(missing)
      return
    }
    setBusy(true)
    const acted = await act(reason)
    setBusy(false)
    if (acted.ok) done()
    else setError(failureText(acted.error))
  }
  return {
    field: {
      value,
      error,
      maxLength: MAX_CHARACTERS,
      dir: 'auto',
      onChange: (event) => {
        setValue(event.target.value)
        setError(null)
      },
    },
    submit: (event) => {
      event.preventDefault()
      if (!isBusy) void send()
    },
    isBusy,
  }
}

/** The part of a command that says why; none where nothing was written. */
export const because = (reason: string): { readonly reason?: string } => (reason === '' ? {} : { reason })
