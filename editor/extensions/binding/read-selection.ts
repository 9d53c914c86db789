/** What is used of ProseMirror's observer of the page, which its types keep internal. */
interface SelectionReader {
  readonly queue: readonly unknown[]
  flush(): void
}

const isReader = (value: unknown): value is SelectionReader =>
  typeof value === 'object' &&
  value !== null &&
  'queue' in value &&
  Array.isArray(value.queue) &&
  'flush' in value &&
  typeof value.flush === 'function'

/**
 * Reads a caret that the person has just moved, before a change by somebody else is drawn. The browser tells of a
 * moved selection in a task of its own; an update drawn between the move and that task would put the caret back to
 * where ProseMirror still believes it, and the next key would write there ([UI91]).
 *
 * Nothing happens while letters wait to be read (they bring their own selection), in a composition, or in a view
 * without a page.
 */
export const readSelection = (view: object): void => {
  if ('composing' in view && view.composing === true) return
  const reader: unknown = Reflect.get(view, 'domObserver')
  if (isReader(reader) && reader.queue.length === 0) reader.flush()
}

const readFirst = (view: object): false => {
  readSelection(view)
  return false
}

/**
 * The same before everything that a person does at the caret: a key that follows the move of a caret at once is
 * handed out by the browser before it tells of the move, and Enter would split the block where the caret was
 * ([UI300]). For the editor's `handleDOMEvents`, in front of every handler of keys; none of the events is taken.
 */
export const READ_FIRST = {
  keydown: readFirst,
  beforeinput: readFirst,
  copy: readFirst,
  cut: readFirst,
  paste: readFirst,
} as const
