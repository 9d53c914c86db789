import { ChevronDown } from 'lucide-react'
import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from 'react'
import css from './field.module.css'

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> {
  /** The label is spoken, not shown. */
  readonly quiet?: boolean
  readonly label: string
  readonly hint?: string
  /** A sentence that says what to do; null when there is nothing to mend. */
  readonly error?: string | null
  readonly ref?: Ref<HTMLInputElement>
}

/** A labelled line of input. The error replaces the hint and is announced. */
export function TextField(props: TextFieldProps) {
  const { label, quiet = false, hint, error = null, className, ref, ...rest } = props
  const id = useId()
  const note = error ?? hint
  return (
    <div className={[css['field'], className].filter(Boolean).join(' ')}>
      <label className={quiet ? 'unseen' : css['label']} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        ref={ref}
        className={css['input']}
        aria-invalid={error !== null}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        {...rest}
      />
      {note !== undefined && (
        <p id={`${id}-note`} className={error === null ? css['hint'] : css['error']} aria-live="polite">
          {note}
        </p>
      )}
    </div>
  )
}

export interface SelectFieldProps<T extends string> {
  readonly label: string
  /** Label read by screen readers only: the place says what it is. */
  readonly quiet?: boolean
  readonly hint?: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
  readonly disabled?: boolean
}

/** The platform's own list: the best one on a phone, and read by every screen reader. */
export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const id = useId()
  const { label, quiet = false, hint, value, options, onChange, disabled = false } = props
  return (
    <div className={css['field']}>
      <label className={quiet ? 'unseen' : css['label']} htmlFor={id}>
        {label}
      </label>
      <span className={css['selectPlace']}>
        <select
          id={id}
          className={css['select']}
          value={value}
          disabled={disabled}
          aria-describedby={hint === undefined ? undefined : `${id}-note`}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value)
            if (chosen !== undefined) onChange(chosen.value)
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown size={16} aria-hidden />
      </span>
      {hint !== undefined && (
        <p id={`${id}-note`} className={css['hint']}>
          {hint}
        </p>
      )}
    </div>
  )
}

export interface ChoiceProps<T extends string> {
  /** Label and explanation on one line, where the width allows: for more than three. */
  readonly dense?: boolean
  readonly legend: string
  readonly value: T
  readonly options: readonly {
    readonly value: T
    readonly label: string
    readonly hint: string
    readonly icon?: ReactNode
  }[]
  readonly onChange: (value: T) => void
}

/** A few choices that need a line of explanation each. */
export function Choice<T extends string>({
  dense = false,
  legend,
  value,
  options,
  onChange,
}: ChoiceProps<T>) {
  const name = useId()
  return (
    <fieldset className={css['field']}>
      <legend className={css['label']}>{legend}</legend>
      <div className={css['choices']} data-dense={dense}>
        {options.map((option) => (
          <label key={option.value} className={css['choice']}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => {
                onChange(option.value)
              }}
            />
            <span className={css['choiceWords']}>
              <span className={css['choiceLabel']}>{option.label}</span>
              <span className={css['hint']}>{option.hint}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
