import { useImperativeHandle, useLayoutEffect, type Ref } from 'react'
import type { Trigger, TriggerAttributes, TriggerHandlers } from './trigger.ts'

export interface AdoptedProps extends TriggerAttributes, TriggerHandlers {
  readonly trigger: Trigger
  readonly ref?: Ref<HTMLElement | null>
}

/**
 * Stands in Radix's tree for the button that was on the page before Radix was: draws nothing, gives Radix the button's
 * element, and the button what Radix has for it.
 */
export function Adopted({ trigger, ref, ...props }: AdoptedProps) {
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => trigger.element, [trigger])
  useLayoutEffect(() => {
    trigger.adopt(props)
  })
  return null
}
