import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { SectionLock } from '#core/locks/section-lock.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { LockRefusal } from '../../extensions/locks/section-locks.ts'
import { useMessages } from '../locale-provider.tsx'
import { spokenLock } from './lock-words.ts'
import { afterRefusal, type Answer } from './refusals.ts'

const NO_LOCKS: readonly SectionLock[] = []

export interface LockState {
  /** All that hold, as the server said last. */
  readonly locks: readonly SectionLock[]
  /** The answer to keys that a lock held back; null while there is none, or its lock is lifted. */
  readonly answer: { readonly answer: Answer; readonly lock: SectionLock } | null
  readonly refused: (refusal: LockRefusal) => void
  readonly dismiss: () => void
  /** A lock of somebody else that came over the block in which the caret is; null when there is none to tell of. */
  readonly landed: SectionLock | null
  readonly dismissLanded: () => void
}

/** Tells the text of its locks as they come and go, and keeps what there is to answer. */
export const useLockState = (
  document: DocumentEditor | null,
  told: readonly SectionLock[] | null,
  me: string,
  nameOf: (member: string) => string,
): LockState => {
  const translator = useMessages()
  const locks = told ?? NO_LOCKS
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [landed, setLanded] = useState<string | null>(null)
  const known = useRef<readonly SectionLock[] | null>(null)

  useLayoutEffect(() => {
    document?.locks.set(locks.map((lock) => ({ ...lock, spoken: spokenLock(translator, lock, nameOf) })))
  }, [document, locks, nameOf, translator])

  useEffect(() => {
    const before = known.current
    known.current = told
    if (document === null || told === null || before === null) return
    const fresh = told.filter(({ id, by }) => by !== me && before.every((one) => one.id !== id))
    const here = document.hasFocus() ? (document.locks.selected()?.locks ?? []) : []
    const over = fresh.find(({ id }) => here.some((one) => one.id === id))
    if (over !== undefined) setLanded(over.id)
  }, [document, me, told])

  const refused = useCallback((refusal: LockRefusal) => {
    setLanded(null)
    setAnswer((before) => afterRefusal(before, refusal))
  }, [])
  const dismiss = useCallback(() => {
    setAnswer(null)
  }, [])
  const dismissLanded = useCallback(() => {
    setLanded(null)
  }, [])
  const lock = answer === null ? undefined : locks.find(({ id }) => id === answer.lock)
  return {
    locks,
    answer: answer === null || lock === undefined ? null : { answer, lock },
    refused,
    dismiss,
    landed: locks.find(({ id }) => id === landed) ?? null,
    dismissLanded,
  }
}
