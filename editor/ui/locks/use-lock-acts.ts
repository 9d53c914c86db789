import { useEffect, useState } from 'react'
import type { SectionLock } from '#core/locks/section-lock.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { SelectedBlocks } from '../../extensions/locks/lock-access.ts'
import { useNotices } from '../controls/notices.tsx'
import { useShortcuts } from '../document/use-shortcuts.ts'
import { useMessages } from '../locale-provider.tsx'

export interface LockActs {
  /** Locks what is selected, or unlocks it where it is locked as a whole; null for who may not. */
  readonly toggle: (() => void) | null
  readonly unlock: ((lock: SectionLock) => void) | null
  readonly selected: SelectedBlocks | null
  readonly unlocking: SectionLock | null
  readonly close: () => void
}

/** What a facilitator does with locks, by a tool, by Ctrl+Alt+L, at a sign or in the list [UI655]. */
export const useLockActs = (document: DocumentEditor | null, mayLock: boolean): LockActs => {
  const { t } = useMessages()
  const notices = useNotices()
  const [selected, setSelected] = useState<SelectedBlocks | null>(null)
  const [unlocking, setUnlocking] = useState<SectionLock | null>(null)
  const toggle =
    document === null || !mayLock
      ? null
      : (): void => {
          const now = document.locks.selected()
          const whole = now?.locks.find(({ id }) => {
            const held = document.locks.byBid()
            return held.get(now.from)?.id === id && held.get(now.to)?.id === id
          })
          if (now === null) notices.warn(t('locks.notHere'))
          else if (whole !== undefined) setUnlocking(whole)
          else setSelected(now)
        }
  useEffect(() => (toggle === null ? undefined : document?.onAsk('lock', toggle)))
  useShortcuts({ acts: toggle === null ? {} : { lock: toggle }, repeating: [] })
  return {
    toggle,
    unlock: mayLock ? setUnlocking : null,
    selected,
    unlocking,
    close: () => {
      setSelected(null)
      setUnlocking(null)
    },
  }
}
