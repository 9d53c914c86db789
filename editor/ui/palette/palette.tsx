import { Dialog as RadixDialog } from 'radix-ui'
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { useMessages } from '../locale-provider.tsx'
import { commandsFor, type PaletteCommand } from './palette-commands.ts'
import css from './palette.module.css'

export interface PaletteProps {
  readonly commands: readonly PaletteCommand[]
  /** What the typed words mean besides, before any command. */
  readonly further: (query: string) => readonly PaletteCommand[]
  readonly close: () => void
  /** Gives the focus back to where the command works. */
  readonly focusText: () => void
}

const stepOf = (key: string, from: number, count: number): number | null => {
  switch (key) {
    case 'ArrowDown':
      return (from + 1) % count
    case 'ArrowUp':
      return (from + count - 1) % count
    case 'PageDown':
      return Math.min(from + 8, count - 1)
    case 'PageUp':
      return Math.max(from - 8, 0)
    default:
      return null
  }
}

/** Every command by its name: typed, chosen by arrows, done by Enter [UI35]. */
export function Palette({ commands, further, close, focusText }: PaletteProps) {
  const { t } = useMessages()
  const listId = useId()
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(0)
  const found = useMemo(
    () => [...further(query), ...commandsFor(commands, query)],
    [commands, further, query],
  )
  const optionId = (index: number): string => `${listId}-${index}`

  const hasRun = useRef(false)
  /** The next key belongs to the text already: the palette must be gone, and its hold on the focus with it. */
  const field = useRef<HTMLInputElement>(null)
  const run = (command: PaletteCommand): void => {
    if (command.asks !== undefined) {
      setQuery(command.asks)
      setChosen(0)
      field.current?.focus()
      return
    }
    hasRun.current = true
    flushSync(close)
    focusText()
    command.run()
  }
  const pressed = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || found.length === 0) return
    if (event.key === 'Enter') {
      event.preventDefault()
      const command = found[chosen]
      if (command !== undefined) run(command)
      return
    }
    const next = stepOf(event.key, chosen, found.length)
    if (next === null) return
    event.preventDefault()
    setChosen(next)
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <RadixDialog.Root
      open
      onOpenChange={(open) => {
        if (!open) close()
      }}
    >
      <RadixDialog.Portal>
        <div className={css['veil']} />
        <RadixDialog.Content
          className={css['palette']}
          aria-describedby={undefined}
          data-testid="palette"
          // What is chosen works in the text: there the focus belongs afterwards, not where it came from.
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (!hasRun.current) focusText()
          }}
        >
          <RadixDialog.Title className="unseen">{t('palette.title')}</RadixDialog.Title>
          <input
            ref={field}
            className={css['field']}
            role="combobox"
            aria-label={t('palette.query')}
            aria-expanded="true"
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={found.length > 0 ? optionId(chosen) : undefined}
            placeholder={t('palette.query')}
            value={query}
            autoFocus
            onChange={(event) => {
              setQuery(event.target.value)
              setChosen(0)
            }}
            onKeyDown={pressed}
          />
          <ul id={listId} role="listbox" className={css['list']} aria-label={t('palette.title')}>
            {found.map((command, index) => (
              <li
                key={command.id}
                id={optionId(index)}
                role="option"
                aria-selected={index === chosen}
                className={css['command']}
                onClick={() => {
                  run(command)
                }}
                onPointerMove={() => {
                  if (index !== chosen) setChosen(index)
                }}
              >
                <bdi>{command.words}</bdi>
                {command.keys !== null && (
                  <kbd className={css['keys']} dir="ltr">
                    {command.keys}
                  </kbd>
                )}
              </li>
            ))}
          </ul>
          <p role="status" className={found.length === 0 ? css['none'] : 'unseen'}>
            {found.length === 0 ? t('palette.none') : t('palette.count', { count: found.length })}
          </p>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}
