import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { openDocumentEditor } from '../../extensions/open-document-editor.ts'
import type { DocumentSession } from '../../sync/document-session.ts'
import type { SessionSnapshot } from '../../sync/session-snapshot.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { caretPersonOf } from './caret-person.ts'
import { Held, useHeldIf } from './held.ts'
import { isMac } from './platform.ts'

/** One editor for each Y.Doc: a session that starts over brings a new one. */
const editors = new Held<SessionSnapshot['doc'], DocumentEditor>((editor) => {
  editor.destroy()
})

/** The editor of the text, however often React renders and mounts; null until the text is here. */
export const useDocumentEditor = (
  session: Pick<DocumentSession, 'now' | 'isDecided'>,
  { doc, awareness, ready }: Pick<SessionSnapshot, 'doc' | 'awareness' | 'ready'>,
  member: string,
): DocumentEditor | null => {
  const { t } = useMessages()
  const notices = useNotices()
  return useHeldIf(editors, ready ? doc : null, () =>
    openDocumentEditor({
      doc,
      carets: { awareness, personOf: caretPersonOf },
      author: { member, now: session.now, isDecided: session.isDecided },
      onDesync: () => {
        notices.warn(t('document.readOnly.malformed'))
      },
      mac: isMac(),
    }),
  )
}
