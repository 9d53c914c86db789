import { X } from 'lucide-react'
import { AlertDialog as RadixAlert, Dialog as RadixDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { useMessages } from '../locale-provider.tsx'
import { Button } from './button.tsx'
import { useFocusReturn } from './focus-return.ts'
import css from './dialog.module.css'

export interface DialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: ReactNode
  readonly lead?: ReactNode
  /** For lines that need more room than a question does; `most` for a page of them. */
  readonly wide?: boolean | 'most'
  /** Takes the focus when it is closed, if it leads somewhere: true when it did. */
  readonly leads?: () => boolean
  readonly children: ReactNode
}

/*
 * Radix's own overlay locks scrolling with an inline style sheet, which our Content-Security-Policy refuses: the veil is
 * ours.
 */

/**
 * Where the focus starts [UI220]: in the field that is to be filled, at the choice that is made; without any at the
 * dialog itself, so that its title is read. Never at the cross that leads out.
 */
const focusFirst = (event: Event): void => {
  const { currentTarget: dialog } = event
  if (!(dialog instanceof HTMLElement)) return
  event.preventDefault()
  const field = dialog.querySelector<HTMLInputElement>(
    'input:not([type=radio], [type=checkbox], [hidden]), input[type=radio]:checked',
  )
  if (field === null) dialog.focus()
  else field.focus()
}

/** A question beside the work. Escape and the veil close it; focus returns to where it came from. */
export function Dialog({ open, onOpenChange, title, lead, wide = false, leads, children }: DialogProps) {
  const { t } = useMessages()
  const { remember, giveBack } = useFocusReturn()
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <div className={css['veil']} />
        <RadixDialog.Content
          className={css['dialog']}
          data-wide={wide}
          onOpenAutoFocus={(event) => {
            remember()
            focusFirst(event)
          }}
          onCloseAutoFocus={(event) => {
            if (leads?.() === true) event.preventDefault()
            else giveBack(event)
          }}
          {...(lead === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <div className={css['head']}>
            <RadixDialog.Title className={css['title']}>{title}</RadixDialog.Title>
            <RadixDialog.Close asChild>
              <Button kind="plain" icon={<X size={18} aria-hidden />} aria-label={t('app.close')} />
            </RadixDialog.Close>
          </div>
          {lead !== undefined && (
            <RadixDialog.Description className={css['lead']}>{lead}</RadixDialog.Description>
          )}
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

export interface ConfirmDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: ReactNode
  readonly lead: ReactNode
  /** The verb of the act, never «نعم». */
  readonly confirm: string
  /** `primary` for what can be taken back. */
  readonly kind?: 'danger' | 'primary'
  readonly onConfirm: () => void
}

/** Asks once before something that cannot be taken back, or that everybody notices. Focus starts on the way out. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, lead, confirm, kind = 'danger', onConfirm } = props
  const { t } = useMessages()
  const { remember, giveBack } = useFocusReturn()
  return (
    <RadixAlert.Root open={open} onOpenChange={onOpenChange}>
      <RadixAlert.Portal>
        <div className={css['veil']} />
        <RadixAlert.Content className={css['dialog']} onOpenAutoFocus={remember} onCloseAutoFocus={giveBack}>
          <RadixAlert.Title className={css['title']}>{title}</RadixAlert.Title>
          <RadixAlert.Description className={css['lead']}>{lead}</RadixAlert.Description>
          <div className={css['actions']}>
            <RadixAlert.Action asChild>
              <Button kind={kind} onClick={onConfirm}>
                {confirm}
              </Button>
            </RadixAlert.Action>
            <RadixAlert.Cancel asChild>
              <Button kind="plain">{t('app.cancel')}</Button>
            </RadixAlert.Cancel>
          </div>
        </RadixAlert.Content>
      </RadixAlert.Portal>
    </RadixAlert.Root>
  )
}

/** The row of buttons at the end of a dialog; the act first. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={css['actions']}>{children}</div>
}
