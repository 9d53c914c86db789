import type { Discussion, TextPlace } from '../discussion.ts'
import type { AuthorNames } from './word-authors.ts'
import { dateOf, type WordRevisions } from './word-revisions.ts'
import type { Part } from './write-zip.ts'
import { EDGE_ORDER, type ParagraphEdge } from './paragraph-edge.ts'
import { scriptRuns } from './script-runs.ts'
import { WORD_NAMESPACES, XML_HEAD, xmlText } from './xml-text.ts'

export interface WrittenComments {
  /** comments.xml and commentsExtended.xml; none without comments. */
  readonly parts: readonly Part[]
  /** By block, in no order. */
  readonly edges: ReadonlyMap<number, readonly ParagraphEdge[]>
}

const REFERENCE = '<w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'

const linesXml = (body: string, paragraph: string): string =>
  body
    .split('\n')
    .map((line, index, lines) => {
      const id = index === lines.length - 1 ? ` w14:paraId="${paragraph}"` : ''
      const sign = index === 0 ? `<w:r>${REFERENCE}<w:annotationRef/></w:r>` : ''
      const runs = scriptRuns(line, true).map(
        ({ text, isRtl }) =>
          `<w:r>${isRtl ? '<w:rPr><w:rtl/></w:rPr>' : ''}<w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`,
      )
      return `<w:p${id}><w:pPr><w:pStyle w:val="CommentText"/><w:bidi/></w:pPr>${sign}${runs.join('')}</w:p>`
    })
    .join('')

/** Discussions as comments of Word with their answers, resolved or open ([DOC624]). */
export const writeComments = (
  discussions: readonly Discussion[],
  names: AuthorNames,
  revisions: WordRevisions,
): WrittenComments => {
  const edges = new Map<number, ParagraphEdge[]>()
  const edge = ({ block, offset }: TextPlace, xml: string, order: ParagraphEdge['order']): void => {
    const known = edges.get(block)
    if (known === undefined) edges.set(block, [{ offset, xml, order }])
    else known.push({ offset, xml, order })
  }
  let comments = ''
  let extended = ''
  let count = 0
  for (const { start, end, on, isResolved, comments: said } of discussions) {
    let root: string | null = null
    for (const { by, at, body } of said) {
      const id = count++
      const paragraph = (0x10000000 + id).toString(16).toUpperCase()
      const kind = typeof on === 'object' ? 'suggestion' : on
      const own =
        (kind === 'text' ? '' : ` siyagha:on="${kind}"`) +
        (typeof on === 'object' ? ` siyagha:group="${revisions.groupOf(on.suggestion)}"` : '') +
        ` siyagha:at="${Math.max(0, Math.floor(at))}"`
      const author = names.of(by)
      comments +=
        `<w:comment w:id="${id}" w:author="${xmlText(author)}" w:date="${dateOf(at)}" ` +
        `w:initials="${xmlText(Array.from(author)[0] ?? '')}"${own}>${linesXml(names.body(body), paragraph)}</w:comment>`
      const parent = root === null ? '' : ` w15:paraIdParent="${root}"`
      extended += `<w15:commentEx w15:paraId="${paragraph}"${parent} w15:done="${isResolved ? 1 : 0}"/>`
      root ??= paragraph
      edge(start, `<w:commentRangeStart w:id="${id}"/>`, EDGE_ORDER.commentStart)
      const reference = `<w:r>${REFERENCE}<w:commentReference w:id="${id}"/></w:r>`
      edge(end, `<w:commentRangeEnd w:id="${id}"/>${reference}`, EDGE_ORDER.commentEnd)
    }
  }
  if (count === 0) return { parts: [], edges: new Map() }
  const parts = [
    { name: 'word/comments.xml', text: `${XML_HEAD}<w:comments ${WORD_NAMESPACES}>${comments}</w:comments>` },
    {
      name: 'word/commentsExtended.xml',
      text: `${XML_HEAD}<w15:commentsEx ${WORD_NAMESPACES}>${extended}</w15:commentsEx>`,
    },
  ]
  return { parts, edges }
}
