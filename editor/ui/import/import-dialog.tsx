import { FileUp } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { PutWhere } from '../../extensions/clipboard/put-in-text.ts'
import type { KeptReview, ReviewPlace } from '../../sync/review-keep.ts'
import { Button } from '../controls/button.tsx'
import { Dialog, DialogActions } from '../controls/dialog.tsx'
import { Choice } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Message } from '../message.tsx'
import { Name } from '../name.tsx'
import { ImportOutcome } from './import-outcome.tsx'
import { IMPORTABLE } from './import-file.ts'
import { continued, type ImportSource } from './import-source.ts'
import type { ImportTarget } from './import-target.ts'
import { ReviewDialog } from './later-import-dialog.ts'
import { useImport, type ImportState } from './use-import.ts'
import css from './import-dialog.module.css'

export interface ImportDialogProps {
  readonly target: ImportTarget
  /** A file that was dropped; null asks for one, or for a text. */
  readonly file: File | null
  /** A review that the device kept, to be gone on with; else null. */
  readonly kept: KeptReview | null
  /** Where the device keeps reviews of this import. */
  readonly keptAt: ReviewPlace
  readonly onClose: () => void
  /** The text is where it was wanted; `document` when it is one of its own. */
  readonly onOpen: (document: string | null) => void
}

/** Asks for a file or a text, shows its way, has a damaged one reviewed, and says what came of it. */
export function ImportDialog({ target, file, kept, keptAt, onClose, onOpen }: ImportDialogProps) {
  const { t, number } = useMessages()
  const { state, start, take, putAt, stop, backToChoice } = useImport(target, () => firstState(kept))
  /** Stays while a review is left or an import fails: nobody pastes twice. */
  const [draft, setDraft] = useState<ImportDraft>(() => firstDraft(file, kept))
  const started = useRef(false)
  useEffect(() => {
    // Once: importing is not to be repeated by a second mounting. Where it goes in a written text is asked first.
    if (started.current || file === null || target.kind === 'propose') return
    started.current = true
    void start({ kind: 'file', file }, 'end')
  }, [file, start, target.kind])

  if (state.step === 'review')
    return (
      <ReviewDialog
        begun={state.begun}
        keptAt={keptAt}
        isProposal={target.kind === 'propose'}
        where={target.kind === 'propose' ? state.where : null}
        putAt={putAt}
        isBusy={state.isBusy}
        failed={state.failed}
        take={take}
        leave={backToChoice}
        postpone={onClose}
      />
    )
  const lead = state.step !== 'choose' ? undefined : t(`import.lead.${target.kind}`)
  return (
    <Dialog
      open
      wide
      onOpenChange={() => {
        stop()
        onClose()
      }}
      title={t('import.title')}
      {...(lead === undefined ? {} : { lead })}
    >
      {state.step === 'choose' && (
        <ImportChoice
          asksWhere={target.kind === 'propose'}
          draft={draft}
          setDraft={setDraft}
          failed={state.failed}
          start={(source, where) => void start(source, where)}
        />
      )}
      {state.step === 'busy' && (
        <>
          <p role="status">
            <Message id="import.busy" values={{ file: <Name>{state.name}</Name> }} />{' '}
            {state.sent === 1 && t('import.reading')}
          </p>
          <progress
            className={css['progress']}
            aria-label={t('import.progress')}
            {...(state.sent === null || state.sent === 1 ? {} : { value: state.sent, max: 1 })}
          >
            {number(Math.round((state.sent ?? 0) * 100))}
          </progress>
          {/* What is being read into a document that is open cannot be called back: undo or the history takes it out. */}
          {!(target.kind === 'fill' && state.sent === 1) && (
            <DialogActions>
              <Button onClick={stop}>{t('import.stop')}</Button>
            </DialogActions>
          )}
        </>
      )}
      {state.step === 'done' && (
        <ImportOutcome target={target} outcome={state.import} close={onClose} open={onOpen} />
      )}
    </Dialog>
  )
}

/** What was chosen so far; words that are pasted go before a file. */
interface ImportDraft {
  readonly file: File | null
  readonly text: string
  readonly where: PutWhere
}

const firstDraft = (file: File | null, kept: KeptReview | null): ImportDraft => ({
  file,
  text: kept?.from === 'pasted' ? kept.text : '',
  where: 'caret',
})

/** Who comes back to a review stands nowhere in the text yet: it goes to the end, unless they say otherwise. */
const firstState = (kept: KeptReview | null): ImportState =>
  kept === null
    ? { step: 'choose', failed: null }
    : { step: 'review', begun: continued(kept), where: 'end', isBusy: false, failed: null }

interface ImportChoiceProps {
  readonly asksWhere: boolean
  readonly draft: ImportDraft
  readonly setDraft: (draft: ImportDraft) => void
  readonly failed: string | null
  readonly start: (source: ImportSource, where: PutWhere) => void
}

function ImportChoice({ asksWhere, draft, setDraft, failed, start }: ImportChoiceProps) {
  const { t } = useMessages()
  const { file: chosen, text, where } = draft
  const picker = useRef<HTMLInputElement>(null)
  const id = useId()
  const source: ImportSource | null =
    text.trim() !== '' ? { kind: 'pasted', text } : chosen === null ? null : { kind: 'file', file: chosen }
  return (
    <form
      className={css['choice']}
      onSubmit={(event) => {
        event.preventDefault()
        if (source !== null) start(source, where)
      }}
    >
      {failed !== null && (
        <p role="alert" className={css['failed']}>
          {failed}
        </p>
      )}
      <div className={css['file']}>
        <Button icon={<FileUp size={18} aria-hidden />} onClick={() => picker.current?.click()}>
          {t('import.choose')}
        </Button>
        <span className={css['kinds']}>
          {chosen === null ? t('import.kinds') : <Name>{chosen.name}</Name>}
        </span>
        <input
          ref={picker}
          type="file"
          hidden
          accept={IMPORTABLE.map((ending) => `.${ending}`).join(',')}
          aria-label={t('import.choose')}
          onChange={(event) => {
            const one = event.target.files?.item(0) ?? null
            event.target.value = ''
            if (one === null) return
            setDraft({ ...draft, file: one, text: '' })
            if (!asksWhere) start({ kind: 'file', file: one }, where)
          }}
        />
      </div>
      <label className={css['label']} htmlFor={id}>
        {t('import.paste')}
      </label>
      <textarea
        id={id}
        className={css['paste']}
        dir="auto"
        rows={asksWhere ? 4 : 7}
        value={text}
        onChange={(event) => {
          setDraft({ ...draft, text: event.target.value })
        }}
      />
      <p className={css['better']}>{t('import.better')}</p>
      {asksWhere && (
        <Choice<PutWhere>
          dense
          legend={t('import.where')}
          value={where}
          onChange={(to) => {
            setDraft({ ...draft, where: to })
          }}
          options={[
            { value: 'caret', label: t('import.where.caret'), hint: t('import.where.caret.hint') },
            { value: 'end', label: t('import.where.end'), hint: t('import.where.end.hint') },
          ]}
        />
      )}
      <DialogActions>
        <Button kind="primary" type="submit" disabled={source === null}>
          {t(asksWhere ? 'import.propose' : 'import.start')}
        </Button>
      </DialogActions>
    </form>
  )
}
