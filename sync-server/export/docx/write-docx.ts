import type { BlockContent } from '#core/schema/content.ts'
import { numberBlocks, type DocumentDigits } from '#core/schema/numbering.ts'
import type { FileCertificate } from '../certificate.ts'
import type { Discussion } from '../discussion.ts'
import { FILE_WORDS } from '../file-words.ts'
import { certificatePage } from './certificate-page.ts'
import { CODE_PART, codePicture } from './code-picture.ts'
import { planLists } from './list-plan.ts'
import { planMarks, planPlain } from './mark-plan.ts'
import { authorNames } from './word-authors.ts'
import { WordLinks } from './word-links.ts'
import {
  APP,
  contentTypesXml,
  coreXml,
  documentRelationsXml,
  FOOTER_PART,
  FOOTER_RELATION,
  footerXml,
  numberingXml,
  PACKAGE_RELATIONS,
  settingsXml,
  STYLES,
} from './word-parts.ts'
import { moveRanges } from './move-ranges.ts'
import { movesIn, type WordMove } from './word-moves.ts'
import { WordRevisions } from './word-revisions.ts'
import { writeComments } from './write-comments.ts'
import { ParagraphWriter } from './write-paragraph.ts'
import { writeZip } from './write-zip.ts'
import { WORD_NAMESPACES, XML_HEAD } from './xml-text.ts'

export interface WordText {
  readonly title: string
  /** A projection; with suggestions only when `marked`. */
  readonly blocks: readonly BlockContent[]
  /** Null: a clean file, with nobody's name and no time in it. */
  readonly marked: {
    readonly discussions: readonly Discussion[]
    /** Names by member id; null: everybody has an alias. */
    readonly names: ReadonlyMap<string, string> | null
  } | null
  /** `latn` when it is left out. */
  readonly digits?: DocumentDigits
  /** Of a final text: it gets a page of its own at the end. */
  readonly certificate?: FileCertificate | null
  /** The blocks are a redline of two texts, which are called so: told in the properties of the file. */
  readonly comparison?: { readonly from: string; readonly to: string } | null
  /** What the items show, block by block; null: as they are counted. */
  readonly numbers?: readonly (number | null)[] | null
}

/** A4, with room for a binding on either side; the section itself is right to left. */
const SECTION =
  `<w:sectPr><w:footerReference w:type="default" r:id="${FOOTER_RELATION}"/>` +
  '<w:pgSz w:w="11906" w:h="16838"/>' +
  '<w:pgMar w:top="1304" w:right="1304" w:bottom="1304" w:left="1304" w:header="709" w:footer="709" w:gutter="0"/>' +
  '<w:bidi/></w:sectPr>'

const comparisonWords = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  [FILE_WORDS.differences, `${FILE_WORDS.from} ${from}`, `${FILE_WORDS.to} ${to}`].join('\n')

const lengthOf = (block: BlockContent | undefined): number =>
  (block?.runs ?? []).reduce((length, { text }) => length + text.length, 0)

/**
 * A text as a Word file ([DOC620]–[DOC624]): what is proposed as tracked changes, discussions as comments. Equal texts
 * give equal bytes; a clean file holds no name, no time and nothing by which two exports could be told apart.
 */
export const writeDocx = ({ title, blocks, marked, ...about }: WordText): Uint8Array => {
  const { digits = 'latn', certificate = null, comparison = null, numbers = null } = about
  const names = authorNames(marked?.names ?? null)
  const revisions = new WordRevisions(names)
  const links = new WordLinks()
  const plans = marked === null ? planPlain(blocks) : planMarks(blocks)
  const attrs = plans.map((plan) => plan.attrs)
  const { lists, started } = planLists(attrs, numbers ?? numberBlocks(attrs), digits)
  const comments = writeComments(marked?.discussions ?? [], names, revisions)
  const moves = marked === null ? new Map<string, WordMove>() : movesIn(blocks, plans)
  const ranges = moveRanges(moves, revisions, (block) => lengthOf(blocks[block]))
  const writer = new ParagraphWriter(revisions, links, new Set(moves.keys()))
  const paragraphs = blocks.map((block, index) => {
    const plan = plans[index]
    if (plan === undefined) return ''
    const edges = [...(comments.edges.get(index) ?? []), ...(ranges.edges.get(index) ?? [])]
    const paragraph = writer.write(block, { plan, list: lists[index] ?? null, edges })
    return paragraph + (ranges.behind.get(index) ?? '')
  })
  const last = certificate === null ? '' : certificatePage(title, certificate, { digits, links })
  const has = { comments: comments.parts.length > 0, code: certificate !== null }
  return writeZip([
    { name: '[Content_Types].xml', text: contentTypesXml(has) },
    { name: '_rels/.rels', text: PACKAGE_RELATIONS },
    {
      name: 'word/document.xml',
      text: `${XML_HEAD}<w:document ${WORD_NAMESPACES}><w:body>${paragraphs.join('\n')}${last}${SECTION}</w:body></w:document>`,
    },
    { name: 'word/_rels/document.xml.rels', text: documentRelationsXml(has, links.all()) },
    { name: 'word/styles.xml', text: STYLES },
    { name: 'word/numbering.xml', text: numberingXml(started) },
    { name: 'word/settings.xml', text: settingsXml(marked !== null) },
    { name: FOOTER_PART, text: footerXml(digits) },
    ...comments.parts,
    ...(certificate === null ? [] : [{ name: CODE_PART, bytes: codePicture(certificate.address) }]),
    {
      name: 'docProps/core.xml',
      text: coreXml(title, comparison === null ? null : comparisonWords(comparison)),
    },
    { name: 'docProps/app.xml', text: APP },
  ])
}
