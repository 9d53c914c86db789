import {
  useCallback,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
} from 'react'

/** What a part that opens from a button would put on the button. */
export interface TriggerAttributes {
  readonly id?: string | undefined
  readonly 'aria-controls'?: string | undefined
  readonly 'aria-describedby'?: string | undefined
}

export interface TriggerHandlers {
  readonly onPointerMove?: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerLeave?: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerDown?: (event: PointerEvent<HTMLElement>) => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
  readonly onFocus?: (event: FocusEvent<HTMLElement>) => void
  readonly onBlur?: (event: FocusEvent<HTMLElement>) => void
  readonly onClick?: (event: MouseEvent<HTMLElement>) => void
}

/** A button that stands on the page before what opens from it is here. */
export interface Trigger {
  readonly element: RefObject<HTMLElement | null>
  /** Takes what Radix would put on the button, each time that it is drawn (adopted.tsx). */
  readonly adopt: (props: TriggerAttributes & TriggerHandlers) => void
  /** For the button: what was adopted. */
  readonly attributes: TriggerAttributes
  /** As adopted last; null before. */
  readonly handlers: RefObject<TriggerHandlers | null>
}

const NONE: TriggerAttributes = {}

const areSame = (one: TriggerAttributes, two: TriggerAttributes): boolean =>
  one.id === two.id &&
  one['aria-controls'] === two['aria-controls'] &&
  one['aria-describedby'] === two['aria-describedby']

export const useTrigger = (): Trigger => {
  const element = useRef<HTMLElement>(null)
  const handlers = useRef<TriggerHandlers>(null)
  const [attributes, setAttributes] = useState(NONE)
  const adopt = useCallback((props: TriggerAttributes & TriggerHandlers) => {
    handlers.current = props
    const { id, 'aria-controls': controls, 'aria-describedby': described } = props
    const next = { id, 'aria-controls': controls, 'aria-describedby': described }
    setAttributes((now) => (areSame(now, next) ? now : next))
  }, [])
  return useMemo(() => ({ element, handlers, adopt, attributes }), [adopt, attributes])
}
