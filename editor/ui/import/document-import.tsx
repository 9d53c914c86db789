import { useEffect, useState } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { KeptReview } from '../../sync/review-keep.ts'
import { useMessages } from '../locale-provider.tsx'
import { FileDrop } from './file-drop.tsx'
import { DamagedPaste, ImportDialog } from './later-import-dialog.ts'
import type { ImportTarget } from './import-target.ts'

/** What is to be imported into the document that is open: `file` null asks for one. Each is a new object. */
export interface DocumentImportWish {
  readonly file: File | null
  /** A review that the device kept, to be gone on with. */
  readonly kept?: KeptReview
  /** A text out of order that was to be pasted. */
  readonly damaged?: string
}

export interface DocumentImportProps {
  readonly document: string
  readonly me: string
  readonly editor: DocumentEditor
  /** May the person write directly? Whoever may only propose brings a text as a suggestion, also into an empty one. */
  readonly mayWrite: boolean
  readonly wish: DocumentImportWish | null
  readonly ask: (wish: DocumentImportWish | null) => void
}

/** Import into the document that is open, from its menu, by a file dropped on it, or by pasting what is out of order [UI900]. */
export function DocumentImport({ document, me, editor, mayWrite, wish, ask }: DocumentImportProps) {
  const { t } = useMessages()
  useEffect(
    () =>
      editor.onDamagedPaste((damaged) => {
        ask({ file: null, damaged })
      }),
    [editor, ask],
  )
  return (
    <>
      <FileDrop
        words={t('import.drop-here')}
        onFile={(file) => {
          // What is under way is not thrown away by a file that is let go of over it.
          if (wish === null) ask({ file })
        }}
      />
      {wish !== null && wish.damaged === undefined && (
        <Asked document={document} me={me} editor={editor} mayWrite={mayWrite} wish={wish} ask={ask} />
      )}
      {wish?.damaged !== undefined && (
        <DamagedPaste
          text={wish.damaged}
          editor={editor}
          keptAt={{ member: me, place: document }}
          onClose={() => {
            ask(null)
          }}
        />
      )}
    </>
  )
}

interface AskedProps extends DocumentImportProps {
  readonly wish: DocumentImportWish
}

/** What becomes of it is settled when it is asked for: the text it fills is not empty afterwards. */
function Asked({ document, me, editor, mayWrite, wish, ask }: AskedProps) {
  const [target] = useState<ImportTarget>(() =>
    mayWrite && editor.isEmpty() ? { kind: 'fill', document } : { kind: 'propose', document, editor },
  )
  return (
    <ImportDialog
      target={target}
      file={wish.file}
      kept={wish.kept ?? null}
      keptAt={{ member: me, place: document }}
      onClose={() => {
        ask(null)
      }}
      onOpen={editor.focus}
    />
  )
}
