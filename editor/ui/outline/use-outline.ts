import { useEffect, useState } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { Outline } from '../../extensions/watch-outline.ts'

/** The outline of a text while it is shown. */
export const useOutline = (document: DocumentEditor): Outline | null => {
  const [outline, setOutline] = useState<Outline | null>(null)
  useEffect(() => document.onOutline(setOutline), [document])
  return outline
}
