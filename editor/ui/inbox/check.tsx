import { useId } from 'react'
import css from './inbox.module.css'

export interface CheckProps {
  readonly label: string
  readonly hint: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

/** One thing that is so or not, with a line that says what it means. */
export function Check({ label, hint, checked, disabled = false, onChange }: CheckProps) {
  const id = useId()
  return (
    <div className={css['check']}>
      <label className={css['checkLabel']}>
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            onChange(event.target.checked)
          }}
        />
        {label}
      </label>
      <span id={`${id}-hint`} className={css['checkHint']}>
        {hint}
      </span>
    </div>
  )
}
