import { Slot } from 'radix-ui'
import { useEffect, useRef, useState, type HTMLAttributes, type ReactNode, type Ref } from 'react'
import { partFile } from '../later/part-file.ts'
import { usePart } from '../later/use-part.ts'
import { useTrigger } from './trigger.ts'

export interface TipProps extends HTMLAttributes<HTMLElement> {
  readonly label: string
  /** Shown after the label, always left to right. */
  readonly shortcut?: string | null
  readonly ref?: Ref<HTMLElement>
  /** The control; must take a ref and spread its props. */
  readonly children: ReactNode
}

const panel = partFile(async () => (await import('./tip-panel.tsx')).TipPanel)

/**
 * Name and shortcut of an icon, on hover and on keyboard focus. The control keeps its own `aria-label`. The file of the tips
 * is fetched when the first control is reached, if it was not by then; one that cannot be had is not missed.
 */
export function Tip({ label, shortcut = null, children, ...rest }: TipProps) {
  const [isReached, setReached] = useState(false)
  const [trigger, attributes] = useTrigger()
  const { place } = trigger
  const { part: Panel } = usePart(panel, isReached)
  const isHere = isReached && Panel !== null
  /** What the tip has missed while it was not here, unless it is over. */
  const missed = useRef<(() => void) | null>(null)
  const reach = (act: () => void): void => {
    missed.current = act
    setReached(true)
  }
  const forget = (): void => {
    missed.current = null
  }
  useEffect(() => {
    if (!isHere) return
    missed.current?.()
    missed.current = null
  }, [isHere])

  return (
    <>
      <Slot.Root {...rest}>
        <Slot.Root
          ref={place}
          {...attributes}
          onPointerMove={(event) => {
            if (trigger.handlers !== null) trigger.handlers.onPointerMove?.(event)
            else reach(() => trigger.handlers?.onPointerMove?.(event))
          }}
          onFocus={(event) => {
            if (trigger.handlers !== null) trigger.handlers.onFocus?.(event)
            else if (event.currentTarget.matches(':focus-visible'))
              reach(() => trigger.handlers?.onFocus?.(event))
          }}
          onPointerLeave={(event) => {
            forget()
            trigger.handlers?.onPointerLeave?.(event)
          }}
          onBlur={(event) => {
            forget()
            trigger.handlers?.onBlur?.(event)
          }}
          onPointerDown={(event) => {
            forget()
            trigger.handlers?.onPointerDown?.(event)
          }}
          onClick={(event) => {
            forget()
            trigger.handlers?.onClick?.(event)
          }}
        >
          {children}
        </Slot.Root>
      </Slot.Root>
      {isHere && <Panel trigger={trigger} label={label} shortcut={shortcut} />}
    </>
  )
}
