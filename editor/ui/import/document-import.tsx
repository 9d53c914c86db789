import { useState } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { useMessages } from '../locale-provider.tsx'
import { FileDrop } from './file-drop.tsx'
import { ImportDialog } from './later-import-dialog.ts'
import type { ImportTarget } from './import-target.ts'

/** What is to be imported into the document that is open: `file` null asks for one. Each is a new object. */
export interface DocumentImportWish {
  readonly file: File | null
}

export interface DocumentImportProps {
  readonly document: string
  readonly editor: DocumentEditor
  /** May the person write directly? Whoever may only propose brings a text as a suggestion, also into an empty one. */
  readonly mayWrite: boolean
  readonly wish: DocumentImportWish | null
  readonly ask: (wish: DocumentImportWish | null) => void
}

/** Import into the document that is open, from its menu or by a file dropped on it [UI900]. */
export function DocumentImport({ document, editor, mayWrite, wish, ask }: DocumentImportProps) {
  const { t } = useMessages()
  return (
    <>
      <FileDrop
        words={t('import.drop-here')}
        onFile={(file) => {
          // What is under way is not thrown away by a file that is let go of over it.
          if (wish === null) ask({ file })
        }}
      />
      {wish !== null && (
        <Asked document={document} editor={editor} mayWrite={mayWrite} file={wish.file} ask={ask} />
      )}
    </>
  )
}

interface AskedProps extends Pick<DocumentImportProps, 'document' | 'editor' | 'mayWrite' | 'ask'> {
  readonly file: File | null
}

/** What becomes of it is settled when it is asked for: the text it fills is not empty afterwards. */
function Asked({ document, editor, mayWrite, file, ask }: AskedProps) {
  const [target] = useState<ImportTarget>(() =>
    mayWrite && editor.isEmpty() ? { kind: 'fill', document } : { kind: 'propose', document, editor },
  )
  return (
    <ImportDialog
      target={target}
      file={file}
      onClose={() => {
        ask(null)
      }}
      onOpen={editor.focus}
    />
  )
}
