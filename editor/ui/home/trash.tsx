import { useState } from 'react'
import type { ApiDocument } from '#core/protocol/api.ts'
import type { Result } from '#core/util/result.ts'
import type { ApiFailure } from '../../sync/api-result.ts'
import { Button } from '../controls/button.tsx'
import { Disclosure } from '../controls/disclosure.tsx'
import { LaterConfirmDialog } from '../controls/later-dialog.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Message } from '../message.tsx'
import { Name } from '../name.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import css from './home.module.css'

/** Texts that were put away: folded, for facilitators, who may put back or erase for good [UI882]. */
export function Trash(props: {
  readonly documents: readonly ApiDocument[]
  readonly reload: () => Promise<void>
}) {
  const { documents, reload } = props
  const { t } = useMessages()
  const { api } = useServices()
  const { warn } = useNotices()
  const failureText = useFailureText()
  const [erasing, setErasing] = useState<ApiDocument | null>(null)
  const [emptying, setEmptying] = useState(false)

  const act = async (action: Promise<Result<unknown, ApiFailure>>): Promise<void> => {
    const result = await action
    if (!result.ok) warn(failureText(result.error))
    await reload()
  }

  /** One after the other: what could not be erased stays in the list, and the first reason is said. */
  const empty = async (): Promise<void> => {
    for (const { id } of documents) {
      const erased = await api.eraseDocument(id)
      if (erased.ok) continue
      warn(failureText(erased.error))
      break
    }
    await reload()
  }

  return (
    <Disclosure className={css['trash']} summary={t('home.trash.count', { count: documents.length })}>
      <div className={css['trashRule']}>
        <p>{t('home.trash.rule')}</p>
        {documents.length > 1 && (
          <Button
            kind="plain"
            className={css['erase']}
            onClick={() => {
              setEmptying(true)
            }}
          >
            {t('home.trash.empty')}
          </Button>
        )}
      </div>
      <ul className={css['trashList']}>
        {documents.map((document) => (
          <li key={document.id} className={css['trashRow']}>
            <span className={css['trashTitle']}>
              <Name>{document.title}</Name>
            </span>
            <Button kind="plain" onClick={() => void act(api.restoreDocument(document.id))}>
              {t('home.trash.restore')}
            </Button>
            <Button
              kind="plain"
              className={css['erase']}
              onClick={() => {
                setErasing(document)
              }}
            >
              {t('home.trash.erase')}
            </Button>
          </li>
        ))}
      </ul>
      <LaterConfirmDialog
        open={erasing !== null}
        onOpenChange={() => {
          setErasing(null)
        }}
        title={
          erasing !== null && (
            <Message id="home.trash.confirm.title" values={{ title: <Name>{erasing.title}</Name> }} />
          )
        }
        lead={t('home.trash.confirm.lead')}
        confirm={t('home.trash.erase')}
        onConfirm={() => {
          if (erasing !== null) void act(api.eraseDocument(erasing.id))
        }}
      />
      <LaterConfirmDialog
        open={emptying}
        onOpenChange={() => {
          setEmptying(false)
        }}
        title={t('home.trash.empty.title', { count: documents.length })}
        lead={t('home.trash.empty.lead')}
        confirm={t('home.trash.empty')}
        onConfirm={() => void empty()}
      />
    </Disclosure>
  )
}
