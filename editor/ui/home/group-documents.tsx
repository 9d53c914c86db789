import { FilePlus, FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ApiDocument, ApiJoined } from '#core/protocol/api.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { DocumentRow } from './document-row.tsx'
import { FileDrop } from './file-drop.tsx'
import { IMPORTABLE } from './import-file.ts'
import { ImportDialog, NewDocumentDialog } from './later-dialogs.ts'
import { Trash } from './trash.tsx'
import { useUnread } from './use-unread.ts'
import css from './home.module.css'

export interface GroupDocumentsProps {
  readonly membership: ApiJoined
  readonly documents: readonly ApiDocument[]
  readonly reload: () => Promise<void>
}

/** The table of contents of a group, newest change first. */
export function GroupDocuments({ membership, documents, reload }: GroupDocumentsProps) {
  const { t } = useMessages()
  const { group, member } = membership
  const mayCreate = member.role === 'facilitator' || member.role === 'editor'
  const unread = useUnread(group.id, member.role)
  const [creating, setCreating] = useState(false)
  const [file, setFile] = useState<File | null>(null)
  const picker = useRef<HTMLInputElement>(null)
  const open = documents.filter((one) => one.trashed !== true).toSorted((a, b) => b.updatedAt - a.updatedAt)
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
      <Button icon={<FileUp size={18} aria-hidden />} onClick={() => picker.current?.click()}>
        {t('home.import')}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        accept={IMPORTABLE.map((ending) => `.${ending}`).join(',')}
        aria-label={t('home.import')}
        onChange={(event) => {
          setFile(event.target.files?.item(0) ?? null)
          event.target.value = ''
        }}
      />
    </div>
  )

  return (
    <>
      {open.length === 0 ? (
        <section className={css['empty']}>
          <h2 className={css['emptyTitle']}>{t('home.empty.title')}</h2>
          <p>{mayCreate ? t('home.empty.lead') : t('home.empty.reader')}</p>
          {actions}
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
          <ul className={css['list']}>
            {open.map((one) => (
              <DocumentRow
                key={one.id}
                document={one}
                role={member.role}
                unread={unread.get(one.id) ?? null}
                reload={reload}
              />
            ))}
          </ul>
        </section>
      )}
      {mayCreate && <p className={css['dropHint']}>{t('home.drop-hint')}</p>}
      {mayCreate && <FileDrop onFile={setFile} />}
      {member.role === 'facilitator' && trashed.length > 0 && <Trash documents={trashed} reload={reload} />}
      <NewDocumentDialog open={creating} onOpenChange={setCreating} group={group.id} />
      {file !== null && (
        <ImportDialog
          key={`${file.name}/${file.lastModified}`}
          file={file}
          group={group.id}
          onClose={() => {
            setFile(null)
            void reload()
          }}
        />
      )}
    </>
  )
}
