import { useEffect, useState } from 'react'
import type { ApiDocument } from '#core/protocol/api.ts'
import type { DocumentSession } from '../../sync/document-session.ts'
import { useServices } from '../services.tsx'

export interface Title {
  readonly title: string
  /** Answers whether the server has taken it. */
  readonly rename: (title: string) => Promise<boolean>
}

/** The title as it is now, for everybody who has the document open. */
export const useTitle = (document: ApiDocument, session: DocumentSession): Title => {
  const { api } = useServices()
  const [title, setTitle] = useState(document.title)
  // While the connection was away the title may have changed: whoever is greeted again asks for it [DOC332].
  useEffect(
    () =>
      session.onControl((control) => {
        if (control.type === 'title') setTitle(control.title)
        if (control.type === 'hello')
          void api.document(document.id).then((read) => {
            if (read.ok) setTitle(read.value.title)
          })
      }),
    [api, document.id, session],
  )
  return {
    title,
    rename: async (next) => {
      const renamed = await api.renameDocument(document.id, next)
      if (renamed.ok) setTitle(renamed.value.title)
      return renamed.ok
    },
  }
}
