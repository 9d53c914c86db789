import { FilePlus, FileUp } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { Stage } from '#core/access/stages.ts'
import type { ApiDocument, ApiJoined, ApiMember } from '#core/protocol/api.ts'
import { reviewPlaceOfGroup, type KeptReview } from '../../sync/review-keep.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { FileDrop } from '../import/file-drop.tsx'
import { ImportDialog } from '../import/later-import-dialog.ts'
import { ReviewOffers } from '../import/review-offers.tsx'
import { useNavigation } from '../routing/navigation-provider.tsx'
import { Alone } from './alone.tsx'
import { DocumentRow } from './document-row.tsx'
import { ListTools } from './list-tools.tsx'
import { listed, type Order } from './listed.ts'
import { NewDocumentDialog } from './later-dialogs.ts'
import { usePinned } from './pinned.ts'
import { Trash } from './trash.tsx'
import { useHere } from './use-here.ts'
import { useUnread } from './use-unread.ts'
import css from './home.module.css'

/** A shorter list is taken in at a glance. */
const MANY = 8

const NOBODY: readonly ApiMember[] = []

const EVERYTHING = { query: '', stage: null, order: 'changed' } as const

export interface GroupDocumentsProps {
  readonly membership: ApiJoined
  readonly documents: readonly ApiDocument[]
  readonly reload: () => Promise<void>
}

/** `file` null asks for one; the number tells one import from the next. */
interface Importing {
  readonly file: File | null
  readonly kept: KeptReview | null
  readonly nth: number
}

/** The table of contents of a group: pinned texts, then the newest change first, unless the reader wants another order. */
export function GroupDocuments({ membership, documents, reload }: GroupDocumentsProps) {
  const { t, locale } = useMessages()
  const { group, member } = membership
  const mayCreate = member.role === 'facilitator' || member.role === 'editor'
  const unread = useUnread(group.id, member.role)
  const [creating, setCreating] = useState(false)
  const { go } = useNavigation()
  const [importing, setImporting] = useState<Importing | null>(null)
  const importFile = useCallback((file: File | null, kept: KeptReview | null = null) => {
    setImporting((before) => ({ file, kept, nth: (before?.nth ?? 0) + 1 }))
  }, [])
  const keptAt = reviewPlaceOfGroup(member.id, group.id)
  const listChanged = useCallback(() => void reload(), [reload])
  const here = useHere(group.id, member, listChanged)
  const { pinned, toggle } = usePinned(group.id)
  const [query, setQuery] = useState('')
  const [stage, setStage] = useState<Stage | null>(null)
  const [order, setOrder] = useState<Order>('changed')
  const open = documents.filter((one) => one.trashed !== true)
  const isLong = open.length >= MANY
  const shown = listed(
    open,
    isLong ? { query, stage, order, pinned, locale } : { ...EVERYTHING, pinned, locale },
  )
  const trashed = documents.filter((one) => one.trashed === true)

  const actions = mayCreate && (
    <div className={css['actions']}>
      <Button
        kind="primary"
        icon={<FilePlus size={18} aria-hidden />}
        onClick={() => {
          setCreating(true)
        }}
      >
        {t('home.new-document')}
      </Button>
      <Button
        icon={<FileUp size={18} aria-hidden />}
        onClick={() => {
          importFile(null)
        }}
      >
        {t('home.import')}
      </Button>
    </div>
  )

  return (
    <>
      {mayCreate && (
        <ReviewOffers
          {...keptAt}
          isUnderWay={importing !== null}
          onContinue={(kept) => {
            importFile(null, kept)
          }}
        />
      )}
      {open.length === 0 ? (
        <section className={css['empty']}>
          <h2 className={css['emptyTitle']}>{t('home.empty.title')}</h2>
          <p>{mayCreate ? t('home.empty.lead') : t('home.empty.reader')}</p>
          {actions}
          {member.role === 'facilitator' && <Alone group={group.id} />}
        </section>
      ) : (
        <section aria-labelledby="texts">
          <div className={css['sectionHead']}>
            <h2 id="texts" className={css['sectionTitle']}>
              {t('home.title')}
              <span className={css['count']}>{t('home.documents-count', { count: open.length })}</span>
            </h2>
            {actions}
          </div>
          {isLong && (
            <ListTools
              query={query}
              onQuery={setQuery}
              stage={stage}
              onStage={setStage}
              order={order}
              onOrder={setOrder}
            />
          )}
          <p className={shown.length === 0 ? css['noneFound'] : 'unseen'} role="status">
            {shown.length === open.length ? '' : t('home.found', { count: shown.length })}
          </p>
          <ul className={css['list']}>
            {shown.map((one) => (
              <DocumentRow
                key={one.id}
                document={one}
                role={member.role}
                unread={unread.get(one.id) ?? null}
                people={here.get(one.id) ?? NOBODY}
                isPinned={pinned.has(one.id)}
                onPin={() => {
                  toggle(one.id)
                }}
                reload={reload}
              />
            ))}
          </ul>
        </section>
      )}
      {mayCreate && <p className={css['dropHint']}>{t('home.drop-hint')}</p>}
      {mayCreate && <FileDrop onFile={importFile} />}
      {member.role === 'facilitator' && trashed.length > 0 && <Trash documents={trashed} reload={reload} />}
      <NewDocumentDialog open={creating} onOpenChange={setCreating} group={group.id} />
      {importing !== null && (
        <ImportDialog
          key={importing.nth}
          target={{ kind: 'new', group: group.id }}
          file={importing.file}
          kept={importing.kept}
          keptAt={keptAt}
          onClose={() => {
            setImporting(null)
            void reload()
          }}
          onOpen={(document) => {
            if (document !== null) go({ name: 'document', document })
          }}
        />
      )}
    </>
  )
}
