import { useEffect, useState } from 'react'
import { Check, CloudOff, LoaderCircle, Lock } from 'lucide-react'
import type { SavedState } from '../../sync/saved-state.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { nextHeard, type Heard } from './heard.ts'
import { savedMessage } from './standing.ts'
import css from './top-bar.module.css'

const ICON = { size: 15, 'aria-hidden': true } as const

const icon = (kind: SavedState['kind']) => {
  switch (kind) {
    case 'connecting':
    case 'saving':
      return <LoaderCircle {...ICON} className={css['turning']} />
    case 'saved':
      return <Check {...ICON} />
    case 'offline':
    case 'gone':
      return <CloudOff {...ICON} />
    case 'read-only':
      return <Lock {...ICON} />
  }
}

/**
 * Where the work is, in the exact words [UI12]. Announced politely when it changes for longer than a save takes [UI221]:
 * that the connection is gone, and that all is saved again; «saved» after every pause in typing would only be noise.
 */
export function SavedSign({ saved }: { readonly saved: SavedState }) {
  const { t } = useMessages()
  const words = t(savedMessage(saved))
  const [heard, setHeard] = useState<Heard>({ words, aloud: false })
  const next = nextHeard(heard, saved, words)
  if (next !== heard) setHeard(next)
  const { tell } = useNotices()
  useEffect(() => {
    if (next.aloud) tell(next.words)
  }, [next, tell])
  return (
    <span className={css['saved']} data-saved={saved.kind} data-testid="saved">
      {icon(saved.kind)}
      <span className={css['savedWords']}>{words}</span>
    </span>
  )
}
