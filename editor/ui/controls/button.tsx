import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import css from './button.module.css'

export type ButtonKind = 'primary' | 'outline' | 'plain' | 'danger'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: ButtonKind
  /** Before the words, or alone: then `aria-label` is needed. */
  readonly icon?: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

/** One primary button a screen at most; `plain` for what stands beside it. */
export function Button({ kind = 'outline', icon, children, className, ref, ...rest }: ButtonProps) {
  const classes = [css['button'], css[kind], children === undefined ? css['square'] : undefined, className]
  return (
    <button type="button" ref={ref} className={classes.filter(Boolean).join(' ')} {...rest}>
      {icon}
      {children}
    </button>
  )
}
