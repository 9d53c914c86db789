import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { useMessages } from '../locale-provider.tsx'
import { LockCard } from '../locks/lock-card.tsx'
import { LockSigns } from '../locks/lock-signs.tsx'
import { runOf } from '../locks/page-locks.tsx'
import type { PageStanding } from './use-page-standing.ts'

export interface LockedSectionsProps {
  readonly document: DocumentEditor
  readonly standing: PageStanding
  readonly mayComment: boolean
}

/** The signs of locked sections beside the text; each tells of its lock, and lets a facilitator lift it. */
export function LockedSections({ document, standing: { nameOf, acts }, mayComment }: LockedSectionsProps) {
  const { t } = useMessages()
  const { unlock } = acts
  return (
    <LockSigns
      document={document}
      nameOf={nameOf}
      card={(lock, close) => (
        <LockCard
          lock={lock}
          run={runOf(document, lock.id)}
          nameOf={nameOf}
          goTo={null}
          unlock={
            unlock === null
              ? null
              : (one) => {
                  close()
                  unlock(one)
                }
          }
          still={t(mayComment ? 'locks.still.comment' : 'locks.still.copy')}
        />
      )}
    />
  )
}
