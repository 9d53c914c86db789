import { Slot } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { laterPartOf } from '../later/later-part.tsx'
import { partFile, reaching } from '../later/part-file.ts'
import type { PopoverPanelProps } from './popover-panel.tsx'
import { useTrigger } from './trigger.ts'

const file = partFile(async () => (await import('./popover-panel.tsx')).PopoverPanel)
const reaches = reaching(file)

const PopoverPanel = laterPartOf<PopoverPanelProps>(file, {
  takesFocus: true,
  wanted: ({ open }) => open,
  leave: ({ onOpenChange }) => {
    onOpenChange(false)
  },
})

export interface PopoverButtonProps extends Omit<
  PopoverPanelProps,
  'trigger' | 'align' | 'focusFirst' | 'leads'
> {
  /** The button that opens it; must take a ref and spread its props. */
  readonly button: ReactNode
  readonly align?: PopoverPanelProps['align']
  readonly focusFirst?: PopoverPanelProps['focusFirst']
  readonly leads?: PopoverPanelProps['leads']
}

/** A button and what opens beside it; fetched as a menu is (menu-button.tsx) [UI806]. */
export function PopoverButton(props: PopoverButtonProps) {
  const { button, align = 'center', focusFirst = null, leads = null, ...panel } = props
  const { open, onOpenChange } = panel
  const [trigger, attributes] = useTrigger()
  const { place } = trigger
  /** Was it ever open? Before it is not drawn. */
  const [isKnown, setKnown] = useState(open)
  if (open && !isKnown) setKnown(true)
  return (
    <>
      <Slot.Root
        ref={place}
        {...attributes}
        aria-haspopup="dialog"
        aria-expanded={open}
        data-state={open ? 'open' : 'closed'}
        onClick={() => {
          onOpenChange(!open)
        }}
        {...reaches}
      >
        {button}
      </Slot.Root>
      {isKnown && (
        <PopoverPanel {...panel} trigger={trigger} align={align} focusFirst={focusFirst} leads={leads} />
      )}
    </>
  )
}
