import type { Editor } from '@tiptap/core'
import { useCallback, useRef, useSyncExternalStore } from 'react'

export interface EditorStateOptions<T> {
  readonly editor: Editor
  readonly selector: (context: { readonly editor: Editor }) => T
  /** By default: objects are alike whose own values are the same. */
  readonly equalityFn?: (one: T, two: T | null) => boolean
}

const alike = (one: unknown, two: unknown): boolean => {
  if (Object.is(one, two)) return true
  if (typeof one !== 'object' || typeof two !== 'object' || one === null || two === null) return false
  const names = Object.keys(one)
  return (
    names.length === Object.keys(two).length &&
    names.every((name) => Object.is(Reflect.get(one, name), Reflect.get(two, name)))
  )
}

/** What the editor's state says of something; drawn again only when that changes, not with each transaction [UI856]. */
export const useEditorState = <T>({ editor, selector, equalityFn = alike }: EditorStateOptions<T>): T => {
  const last = useRef<{ readonly value: T } | null>(null)
  const subscribe = useCallback(
    (listener: () => void) => {
      editor.on('transaction', listener)
      return () => {
        editor.off('transaction', listener)
      }
    },
    [editor],
  )
  return useSyncExternalStore(subscribe, () => {
    const value = selector({ editor })
    if (last.current === null || !equalityFn(value, last.current.value)) last.current = { value }
    return last.current.value
  })
}
