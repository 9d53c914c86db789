import { Check, Copy } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useMessages } from '../locale-provider.tsx'
import { Button } from './button.tsx'
import css from './copy-field.module.css'

export interface CopyFieldProps {
  readonly label: string
  readonly value: string
  /** What the button says, for what is no link. */
  readonly copy?: string
  /** Is there another act on the same page that comes first? */
  readonly second?: boolean
  /** Has it just been made? Then the focus goes to it, and it is selected. */
  readonly fresh?: boolean
}

/** A link to take along: selected by one click, copied by one button. Always left to right. */
export function CopyField({ label, value, copy: words, second = false, fresh = false }: CopyFieldProps) {
  const { t } = useMessages()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    input.current?.setSelectionRange(0, value.length, 'backward')
    try {
      await navigator.clipboard.writeText(value)
      setCopied(true)
    } catch {
      // No clipboard without https on another machine: the link stays selected for the keyboard.
      setCopied(false)
    }
  }
  return (
    <div className={css['field']}>
      <label className={css['label']} htmlFor={id}>
        {label}
      </label>
      <div className={css['row']}>
        <input
          id={id}
          ref={input}
          className={css['value']}
          dir="ltr"
          readOnly
          autoFocus={fresh}
          value={value}
          onFocus={(event) => {
            // Backwards: the field shows how the link begins, not how it ends.
            event.target.setSelectionRange(0, value.length, 'backward')
          }}
        />
        <Button
          kind={second ? 'outline' : 'primary'}
          className={css['copy']}
          icon={copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          onClick={() => void copy()}
        >
          {copied ? t('invitations.copied') : (words ?? t('invitations.copy'))}
        </Button>
      </div>
      <span className="unseen" role="status">
        {copied ? t('invitations.copied') : ''}
      </span>
    </div>
  )
}
