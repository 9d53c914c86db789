import { Link2 } from 'lucide-react'
import { Toolbar as RadixToolbar } from 'radix-ui'
import { useEffect, useRef, useState } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { shortcutTextOf } from '../../extensions/keys/shortcuts.ts'
import { Button } from '../controls/button.tsx'
import { TextField } from '../controls/field.tsx'
import { PopoverButton } from '../floating/popover-button.tsx'
import { Tip } from '../floating/tip.tsx'
import { useMessages } from '../locale-provider.tsx'
import { isMac } from './platform.ts'
import css from './toolbar.module.css'

export interface LinkButtonProps {
  readonly document: DocumentEditor
  readonly linked: boolean
}

/** Asks for an address and makes the selection a link; also opened by the shortcut, from inside the text. */
export function LinkButton({ document, linked }: LinkButtonProps) {
  const { t } = useMessages()
  const [open, setOpen] = useState(false)
  const [address, setAddress] = useState('')
  const [unsafe, setUnsafe] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const label = t('document.command.link')

  const show = (next: boolean): void => {
    if (next) {
      setAddress(document.currentHref() ?? '')
      setUnsafe(false)
    }
    setOpen(next)
  }
  useEffect(
    () =>
      document.onAsk('link', () => {
        setAddress(document.currentHref() ?? '')
        setUnsafe(false)
        setOpen(true)
      }),
    [document],
  )

  const submit = (): void => {
    if (document.setLink(address)) setOpen(false)
    else setUnsafe(true)
  }

  return (
    <PopoverButton
      button={
        <Tip label={label} shortcut={shortcutTextOf('link', isMac())}>
          <RadixToolbar.Button
            className={css['tool']}
            aria-label={label}
            aria-pressed={linked}
            data-command="link"
          >
            <Link2 size={18} aria-hidden />
          </RadixToolbar.Button>
        </Tip>
      }
      open={open}
      onOpenChange={show}
      className={css['popover']}
      offset={8}
      label={label}
      focusFirst={() => {
        input.current?.focus()
        input.current?.select()
      }}
      leads={() => {
        document.focus()
        return true
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextField
          ref={input}
          label={t('document.link.address')}
          dir="ltr"
          inputMode="url"
          autoComplete="off"
          placeholder="https://"
          value={address}
          error={unsafe ? t('document.link.unsafe') : null}
          onChange={(event) => {
            setAddress(event.target.value)
          }}
        />
        <div className={css['popoverActs']}>
          <Button kind="primary" type="submit">
            {t('document.link.set')}
          </Button>
          {linked && (
            <Button
              kind="plain"
              onClick={() => {
                document.unsetLink()
                setOpen(false)
              }}
            >
              {t('document.link.unset')}
            </Button>
          )}
        </div>
      </form>
    </PopoverButton>
  )
}
