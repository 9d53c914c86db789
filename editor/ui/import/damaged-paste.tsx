import { useRef, useState } from 'react'
import type { BlockContent } from '#core/schema/content.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { ReviewPlace } from '../../sync/review-keep.ts'
import { Button } from '../controls/button.tsx'
import { Dialog, DialogActions } from '../controls/dialog.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import type { ReviewBegun } from './import-source.ts'
import { ReviewDialog } from './later-import-dialog.ts'
import css from './import-dialog.module.css'

export interface DamagedPasteProps {
  readonly text: string
  readonly editor: DocumentEditor
  readonly keptAt: ReviewPlace
  readonly onClose: () => void
}

/** So many lines are shown, enough to be known by. */
const SHOWN = 3

/** A text out of order was to be pasted: it is looked through first, or comes as it is; until then nothing came [UI961]. */
export function DamagedPaste({ text, editor, keptAt, onClose }: DamagedPasteProps) {
  const { t } = useMessages()
  const notices = useNotices()
  const { sync } = useServices()
  const [begun, setBegun] = useState<ReviewBegun | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  /** The review follows, and takes the focus. */
  const goesOn = useRef(false)
  const [isProposal] = useState(editor.isSuggesting)
  const take = (blocks: readonly BlockContent[]): Promise<boolean> => {
    const put = editor.pasteBlocks(blocks)
    if (put.ok) {
      notices.say(t(isProposal ? 'import.proposed' : 'import.done', { blocks: put.value }))
      onClose()
    } else setFailed(t('import.failed', { reason: t(`import.refused.${put.error}`) }))
    return Promise.resolve(put.ok)
  }
  if (begun !== null)
    return (
      <ReviewDialog
        begun={begun}
        keptAt={keptAt}
        isProposal={isProposal}
        where={null}
        putAt={() => undefined}
        isBusy={false}
        failed={failed}
        take={take}
        leave={onClose}
        postpone={onClose}
        focusAfter={editor.focus}
      />
    )
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      leads={() => {
        if (!goesOn.current) editor.focus()
        return true
      }}
      title={t('paste.damaged')}
      lead={t('paste.damaged.lead')}
    >
      <blockquote className={css['sample']} dir="rtl" lang="ar">
        {lines.slice(0, SHOWN).map((line, at) => (
          <p key={at}>{line.trim()}</p>
        ))}
      </blockquote>
      <DialogActions>
        <Button
          kind="primary"
          autoFocus
          onClick={() => {
            goesOn.current = true
            setBegun({ id: sync.createId(), source: { kind: 'pasted', text }, text, kept: null })
          }}
        >
          {t('paste.damaged.review')}
        </Button>
        <Button
          onClick={() => {
            onClose()
            editor.pasteAsItIs(text)
          }}
        >
          {t('paste.damaged.as-it-is')}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t('app.cancel')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
