import { commentBody, MAX_COMMENT } from '#core/comments/comment-body.ts'
import type { WarningList } from '../warning-list.ts'
import type { WordPackage } from './word-package.ts'
import { revisionOf } from './word-revision.ts'
import { childOf, elementsOf, isXmlElement, textBelow, type XmlElement } from './xml-tree.ts'

export interface WordComment {
  /** Its id in the file, which the ranges in the text name. */
  readonly id: string
  readonly author: string
  readonly at: number | null
  readonly body: string
}

/** A comment and its replies, however deep they are nested. */
export interface WordThread {
  readonly comments: readonly [WordComment, ...WordComment[]]
  readonly isResolved: boolean
  /** Only in files of our own: what it hangs on, where that is not the text of its range. */
  readonly on: 'document' | 'block' | { readonly group: string } | null
}

interface Extension {
  readonly parent: string | null
  readonly isDone: boolean
}

/** Answers to answers: Word itself nests one level. */
const MAX_REPLIES = 64

export interface WordThreads {
  readonly threads: readonly WordThread[]
  /** Does the file say what answers what? Some programs leave that out. */
  readonly knowsAnswers: boolean
}

/** The comments of a file as threads ([DOC613]): each with what the file says to be its answers. */
export const readWordComments = (pack: WordPackage, warnings: WarningList): WordThreads => {
  const part = pack.part('comments')
  if (part === null) return { threads: [], knowsAnswers: true }
  const extensions = extensionsOf(pack.part('commentsExtended'))
  const elements = elementsOf(part, 'w:comment')
  /** Of each comment the id of its last paragraph, by which the extension names it. */
  const paragraphs = elements.map(lastParagraph)
  const known = new Set(paragraphs)
  const rootOf = (paragraph: string): string => {
    let root = paragraph
    for (let steps = 0; steps < MAX_REPLIES; steps++) {
      const parent = extensions.get(root)?.parent ?? null
      if (parent === null || !known.has(parent)) break
      root = parent
    }
    return root
  }
  const threads = new Map<string, XmlElement[]>()
  elements.forEach((element, index) => {
    const paragraph = paragraphs[index] ?? null
    const root = paragraph === null ? `alone ${index}` : rootOf(paragraph)
    const thread = threads.get(root)
    if (thread === undefined) threads.set(root, [element])
    else thread.push(element)
  })
  const knowsAnswers = [...extensions.values()].some(({ parent }) => parent !== null)
  const read = [...threads].flatMap(([root, members]): WordThread[] => {
    const [first, ...rest] = members
      .map((element) => commentOf(element, warnings))
      .filter((one) => one !== null)
    if (first === undefined) return []
    const isResolved = extensions.get(root)?.isDone === true
    const [element] = members
    return [{ comments: [first, ...rest], isResolved, on: element === undefined ? null : onOf(element) }]
  })
  return { threads: read, knowsAnswers }
}

const lastParagraph = (comment: XmlElement): string | null => {
  const paragraphs = elementsOf(comment, 'w:p')
  return paragraphs[paragraphs.length - 1]?.attributes.get('w14:paraId')?.toUpperCase() ?? null
}

const extensionsOf = (part: XmlElement | null): ReadonlyMap<string, Extension> =>
  new Map(
    (part === null ? [] : elementsOf(part, 'w15:commentEx')).map(({ attributes }) => [
      attributes.get('w15:paraId')?.toUpperCase() ?? '',
      {
        parent: attributes.get('w15:paraIdParent')?.toUpperCase() ?? null,
        isDone: /^(?:1|true|on)$/u.test(attributes.get('w15:done') ?? ''),
      },
    ]),
  )

const commentOf = (element: XmlElement, warnings: WarningList): WordComment | null => {
  const text = elementsOf(element, 'w:p').map(writtenIn).join('\n')
  const characters = Array.from(text)
  if (characters.length > MAX_COMMENT) warnings.add('long-comment')
  // A sign of ours for somebody's name is none when it comes out of a file: nobody is called by it.
  const body = commentBody(
    characters
      .slice(0, MAX_COMMENT - 500)
      .join('')
      .replaceAll('<@', '< @'),
  )
  if (body === null) return null
  const { author, at } = revisionOf(element, null)
  return { id: element.attributes.get('w:id') ?? '', author, at, body }
}

/** What is written in a paragraph of a comment, as if every change in it were accepted. */
const writtenIn = (element: XmlElement): string => {
  let text = ''
  for (const child of element.children) {
    if (!isXmlElement(child)) continue
    if (child.name === 'w:t') text += textBelow(child)
    else if (child.name === 'w:tab') text += ' '
    else if (child.name === 'w:br' || child.name === 'w:cr') text += '\n'
    else if (child.name !== 'w:del' && child.name !== 'w:moveFrom' && child.name !== 'w:pPr')
      text += writtenIn(child)
  }
  return text
}

const onOf = ({ attributes }: XmlElement): WordThread['on'] => {
  const on = attributes.get('siyagha:on')
  if (on === 'document' || on === 'block') return on
  const group = attributes.get('siyagha:group')
  return on === 'suggestion' && group !== undefined ? { group: `own ${group}` } : null
}

/** Is there text in a part (a header, a footer)? A number of the page alone says nothing. */
export const saysSomething = (part: XmlElement): boolean =>
  childOf(part, 'w:tbl') !== null || /\p{L}/u.test(writtenIn(part))
