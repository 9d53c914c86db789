import { useState, type FocusEvent, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react'

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

const NONE: TriggerAttributes = {}

const areSame = (one: TriggerAttributes, two: TriggerAttributes): boolean =>
  one.id === two.id &&
  one['aria-controls'] === two['aria-controls'] &&
  one['aria-describedby'] === two['aria-describedby']

/** A button that stands on the page before what opens from it is here. */
export class Trigger {
  /** Null while it is not on the page. */
  element: HTMLElement | null = null
  /** As adopted last; null before. */
  handlers: TriggerHandlers | null = null
  #attributes = NONE
  readonly #changed: (attributes: TriggerAttributes) => void

  constructor(changed: (attributes: TriggerAttributes) => void) {
    this.#changed = changed
  }

  /** For the `ref` of the button. */
  readonly place = (element: HTMLElement | null): void => {
    this.element = element
  }

  /** Takes what Radix would put on the button, each time that it is drawn (adopted.tsx). */
  adopt(props: TriggerAttributes & TriggerHandlers): void {
    this.handlers = props
    const { id, 'aria-controls': controls, 'aria-describedby': described } = props
    const next = { id, 'aria-controls': controls, 'aria-describedby': described }
    if (areSame(this.#attributes, next)) return
    this.#attributes = next
    this.#changed(next)
  }
}

/** With it what was adopted: attributes for the button. */
export const useTrigger = (): readonly [Trigger, TriggerAttributes] => {
  const [attributes, setAttributes] = useState(NONE)
  const [trigger] = useState(() => new Trigger(setAttributes))
  return [trigger, attributes]
}
