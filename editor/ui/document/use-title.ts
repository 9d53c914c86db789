import { useEffect, useState } from 'react'
import type { DocumentDigits } from '#core/schema/numbering.ts'
import type { ApiDocument } from '#core/protocol/api.ts'
import type { DocumentSession } from '../../sync/document-session.ts'
import { useNotices } from '../controls/notices.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'

export interface Title {
  readonly title: string
  /** Answers whether the server has taken it. */
  readonly rename: (title: string) => Promise<boolean>
  readonly digits: DocumentDigits
  readonly setDigits: (digits: DocumentDigits) => Promise<void>
}

/** The title and the digits as they are now, for everybody who has the document open. */
export const useTitle = (document: ApiDocument, session: DocumentSession): Title => {
  const { api } = useServices()
  const failureText = useFailureText()
  const notices = useNotices()
  const [title, setTitle] = useState(document.title)
  const [digits, setShown] = useState(document.digits)
  // While the connection was away the title may have changed: whoever is greeted again asks for it [DOC332].
  useEffect(
    () =>
      session.onControl((control) => {
        if (control.type === 'title') {
          setTitle(control.title)
          setShown((before) => control.digits ?? before)
        }
        if (control.type === 'hello')
          void api.document(document.id).then((read) => {
            if (!read.ok) return
            setTitle(read.value.title)
            setShown(read.value.digits)
          })
      }),
    [api, document.id, session],
  )
  return {
    title,
    digits,
    setDigits: async (next) => {
      const changed = await api.setDigits(document.id, next)
      if (changed.ok) setShown(changed.value.digits)
      else notices.warn(failureText(changed.error))
    },
    rename: async (next) => {
      const renamed = await api.renameDocument(document.id, next)
      if (renamed.ok) setTitle(renamed.value.title)
      return renamed.ok
    },
  }
}
