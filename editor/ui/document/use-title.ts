import { useEffect, useState } from 'react'
import { documentLanguage } from '#core/text/language.ts'
import type { ApiDocument } from '#core/protocol/api.ts'
import type { DocumentSession } from '../../sync/document-session.ts'
import { useNotices } from '../controls/notices.tsx'
import type { Shown } from '../read/shown-as.ts'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'

export interface Title {
  readonly title: string
  /** Answers whether the server has taken it. */
  readonly rename: (title: string) => Promise<boolean>
  /** How the text is written. */
  readonly shown: Shown
  readonly set: (to: Partial<Shown>) => Promise<void>
}

/** What the device keeps may be older than languages are. */
const shownOf = ({ language, digits }: ApiDocument): Shown => ({
  language: documentLanguage(language),
  digits,
})

/** The title, the language and the digits as they are now, for everybody who has the document open. */
export const useTitle = (document: ApiDocument, session: DocumentSession): Title => {
  const { api } = useServices()
  const failureText = useFailureText()
  const notices = useNotices()
  const [title, setTitle] = useState(document.title)
  const [shown, setShown] = useState(() => shownOf(document))
  // While the connection was away the title may have changed: whoever is greeted again asks for it [DOC332].
  useEffect(
    () =>
      session.onControl((control) => {
        if (control.type === 'title') {
          setTitle(control.title)
          setShown((before) => ({
            language: control.language ?? before.language,
            digits: control.digits ?? before.digits,
          }))
        }
        if (control.type === 'hello')
          void api.document(document.id).then((read) => {
            if (!read.ok) return
            setTitle(read.value.title)
            setShown(shownOf(read.value))
          })
      }),
    [api, document.id, session],
  )
  return {
    title,
    shown,
    set: async (to) => {
      const changed = await api.setDocument(document.id, to)
      if (changed.ok) setShown(shownOf(changed.value))
      else notices.warn(failureText(changed.error))
    },
    rename: async (next) => {
      const renamed = await api.renameDocument(document.id, next)
      if (renamed.ok) setTitle(renamed.value.title)
      return renamed.ok
    },
  }
}
