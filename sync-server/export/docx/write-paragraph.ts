import type { BlockAttrs } from '#core/schema/block.ts'
import { sameFormats, type BlockContent, type RawFormats, type Run } from '#core/schema/content.ts'
import { STYLE_KEYS } from '#core/schema/formats.ts'
import { projectAccepted } from '#core/suggestions/project.ts'
import { ownerOf, type Suggestion } from '#core/suggestions/suggestion.ts'
import { viewFormats } from '../run-view.ts'
import { BULLETS, ORDERED } from './list-plan.ts'
import { changeOn, deletionOn, type PlannedParagraph } from './mark-plan.ts'
import { inOrder, type ParagraphEdge } from './paragraph-edge.ts'
import { scriptRuns } from './script-runs.ts'
import type { WordLinks } from './word-links.ts'
import type { WordRevisions } from './word-revisions.ts'
import { xmlText } from './xml-text.ts'

export interface ParagraphWriting {
  readonly plan: PlannedParagraph
  /** Id of the list that the item is in. */
  readonly list: number | null
  readonly edges: readonly ParagraphEdge[]
}

const INDENT_STEP = 720

const ALIGNMENTS = { start: 'left', end: 'right', center: 'center', justify: 'both' } as const

const styleOf = ({ kind, level }: BlockAttrs): string | null => {
  switch (kind) {
    case 'heading':
      return `Heading${level ?? 1}`
    case 'quote':
      return 'Quote'
    case 'item':
      return 'ListParagraph'
    case 'paragraph':
      return null
  }
}

/** Right to left because the document is, because the block says so, or not at all: three ways to write it. */
const BIDI = { null: '<w:bidi/>', rtl: '<w:bidi w:val="true"/>', ltr: '<w:bidi w:val="0"/>' } as const

const propertiesOf = (attrs: BlockAttrs, list: number | null): string => {
  const style = styleOf(attrs)
  const isItem = attrs.kind === 'item'
  const number = isItem
    ? `<w:numPr><w:ilvl w:val="${attrs.indent}"/><w:numId w:val="${list ?? BULLETS}"/></w:numPr>`
    : ''
  const indent = isItem || attrs.indent === 0 ? '' : `<w:ind w:left="${attrs.indent * INDENT_STEP}"/>`
  return (
    (style === null ? '' : `<w:pStyle w:val="${style}"/>`) +
    number +
    BIDI[attrs.dir ?? 'null'] +
    indent +
    (attrs.align === null ? '' : `<w:jc w:val="${ALIGNMENTS[attrs.align]}"/>`)
  )
}

const isOrdered = ({ kind, list }: BlockAttrs): boolean => kind === 'item' && list === 'ordered'

const openingOf = (attrs: BlockAttrs): string =>
  isOrdered(attrs) && attrs.numbering === 'continue' ? '<w:pPr siyagha:numbering="continue">' : '<w:pPr>'

const emphasisXml = (formats: RawFormats): string => {
  const { bold, italic, underline } = viewFormats(formats)
  return (
    (bold ? '<w:b/><w:bCs/>' : '') +
    (italic ? '<w:i/><w:iCs/>' : '') +
    (underline ? '<w:u w:val="single"/>' : '')
  )
}

const withoutSuggestions = (formats: RawFormats): RawFormats =>
  new Map([...formats].filter(([key]) => STYLE_KEYS.some((style) => style === key)))

/** Emphasis as it is when every change of format is accepted. */
const acceptedEmphasis = (formats: RawFormats): RawFormats => {
  const changes = new Map([...formats].filter(([key]) => !/^(?:insertion|deletion)--/u.test(key)))
  const [accepted] = projectAccepted([{ kind: 'text', text: '.', formats: changes }])
  const emphasis = new Map(accepted?.formats)
  // Word tracks no links: what is proposed about one is not in the file, the link that there is stays.
  emphasis.delete('link')
  const link = formats.get('link')
  return link === undefined ? emphasis : emphasis.set('link', link)
}

/** Writes paragraphs of document.xml. */
export class ParagraphWriter {
  readonly #revisions: WordRevisions
  readonly #links: WordLinks
  readonly #moves: ReadonlySet<string>

  /** `moves`: ids of the suggestions that are moves. */
  constructor(revisions: WordRevisions, links: WordLinks, moves: ReadonlySet<string>) {
    this.#revisions = revisions
    this.#links = links
    this.#moves = moves
  }

  write({ runs }: BlockContent, { plan, list, edges: all }: ParagraphWriting): string {
    const edges = inOrder(all)
    const { attrs, before, markInserted, markDeleted } = plan
    const isRtl = attrs.dir !== 'ltr'
    let xml = `<w:p>${openingOf(attrs)}${propertiesOf(attrs, list)}`
    if (markInserted !== null || markDeleted !== null)
      xml += `<w:rPr>${this.#onMark('ins', markInserted)}${this.#onMark('del', markDeleted)}</w:rPr>`
    if (before !== null) {
      const old = isOrdered(before.attrs) ? (isOrdered(attrs) ? list : ORDERED) : BULLETS
      const inner = `${openingOf(before.attrs)}${propertiesOf(before.attrs, old)}</w:pPr>`
      xml += `<w:pPrChange ${this.#revisions.attributes(before.by)}>${inner}</w:pPrChange>`
    }
    xml += '</w:pPr>'
    let offset = 0
    let edge = 0
    for (const run of runs) {
      for (let text = run.text; text !== '';) {
        for (let next = edges[edge]; next !== undefined && next.offset <= offset; next = edges[++edge])
          xml += next.xml
        const length = Math.min(text.length, (edges[edge]?.offset ?? Number.POSITIVE_INFINITY) - offset)
        xml += this.#run({ text: text.slice(0, length), formats: run.formats }, isRtl)
        text = text.slice(length)
        offset += length
      }
    }
    for (; edge < edges.length; edge++) xml += edges[edge]?.xml ?? ''
    return `${xml}</w:p>`
  }

  #onMark(name: 'ins' | 'del', by: PlannedParagraph['markInserted']): string {
    return by === null ? '' : `<w:${this.#tag(name, by)} ${this.#revisions.attributes(by)}/>`
  }

  /** Word has other names for the two sides of a move ([DOC740]). */
  #tag(name: 'ins' | 'del', { id }: Suggestion): string {
    if (!this.#moves.has(id)) return name
    return name === 'ins' ? 'moveTo' : 'moveFrom'
  }

  #tracked(name: 'ins' | 'del', by: Suggestion, xml: string): string {
    const tag = this.#tag(name, by)
    return `<w:${tag} ${this.#revisions.attributes(by)}>${xml}</w:${tag}>`
  }

  #changed(by: Suggestion, before: RawFormats): string {
    return `<w:rPrChange ${this.#revisions.attributes(by)}><w:rPr>${emphasisXml(before)}</w:rPr></w:rPrChange>`
  }

  #run({ text, formats }: Run, isRtl: boolean): string {
    const [owner, deletion, change] = [ownerOf(formats), deletionOn(formats), changeOn(formats)]
    const before = withoutSuggestions(formats)
    const after = change === null ? before : acceptedEmphasis(formats)
    const { href } = viewFormats(formats)
    const isChanged = change !== null && owner?.by !== change.by && !sameFormats(before, after)
    const properties = (href === null ? '' : '<w:rStyle w:val="Hyperlink"/>') + emphasisXml(after)
    // What is moved keeps its name: it stands in the text once more.
    const isDeleted = deletion !== null && !this.#moves.has(deletion.id)
    let xml = ''
    for (const run of scriptRuns(text, isRtl)) {
      const changed = isChanged ? this.#changed(change, before) : ''
      const own = `${properties}${run.isRtl ? '<w:rtl/>' : ''}${changed}`
      xml += `<w:r>${own === '' ? '' : `<w:rPr>${own}</w:rPr>`}${textXml(run.text, isDeleted)}</w:r>`
    }
    if (deletion !== null) xml = this.#tracked('del', deletion, xml)
    if (owner !== null) xml = this.#tracked('ins', owner, xml)
    return href === null
      ? xml
      : `<w:hyperlink r:id="${this.#links.idOf(href)}" w:history="1">${xml}</w:hyperlink>`
  }
}

/** Text with its line breaks; in a deletion it has another name, which keeps it out of the text for whoever ignores changes. */
const textXml = (text: string, isDeleted: boolean): string => {
  const tag = isDeleted ? 'w:delText' : 'w:t'
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : `<${tag} xml:space="preserve">${xmlText(line)}</${tag}>`))
    .join('<w:br/>')
}
