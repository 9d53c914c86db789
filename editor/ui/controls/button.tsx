import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import css from './button.module.css'

export type ButtonKind = 'primary' | 'outline' | 'plain' | 'danger'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: ButtonKind
  /** Before the words, or alone: then `aria-label` is needed. */
  readonly icon?: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

/**
 * One primary button a screen at most; `plain` for what stands beside it. One that is `disabled` keeps the focus and is still
 * found by the keyboard, it only does nothing: what a person has just pressed must not throw them to the top of the page
 * [UI868]. A button that sends a form is the browser's to close, which stops Enter in its fields too.
 */
export function Button(props: ButtonProps) {
  const { kind = 'outline', icon, children, className, ref, disabled = false, onClick, ...rest } = props
  const isOff = disabled && rest.type !== 'submit'
  const classes = [css['button'], css[kind], children === undefined ? css['square'] : undefined, className]
  return (
    <button
      type="button"
      ref={ref}
      className={classes.filter(Boolean).join(' ')}
      {...rest}
      {...(isOff ? { 'aria-disabled': true, 'data-off': true } : { disabled, onClick })}
    >
      {icon}
      {children}
    </button>
  )
}
