import css from './toolbar.module.css'

export interface NumberedIconProps {
  readonly size: number
}

/** Lucide's numbered list, drawn anew: its lines are mirrored in a right-to-left page, its digits change sides only. */
export function NumberedIcon({ size }: NumberedIconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path className={css['iconLines']} d="M11 5h10M11 12h10M11 19h10" />
      <path
        className={css['iconDigits']}
        d="M4 4h1v5M4 9h2M6.5 20H3.4c0-1 2.6-1.925 2.6-3.5a1.5 1.5 0 0 0-2.6-1.02"
      />
    </svg>
  )
}
