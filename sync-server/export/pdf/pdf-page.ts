import { renderSVG } from 'uqr'
import type { Stage } from '#core/access/stages.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { shownNumber, type DocumentDigits } from '#core/schema/numbering.ts'
import { directionIn, type DocumentLanguage } from '#core/text/language.ts'
import { pageBlocks, type PdfBlock } from './page-blocks.ts'
import { PageNotes, type PdfDiscussion } from './page-notes.ts'
import { hashGroups, type FileCertificate } from '../certificate.ts'
import { dayWords, fileWords, momentWords, stageWords, type FileWords } from '../file-words.ts'
import type { Discussion } from '../discussion.ts'
import { printable } from './printable.ts'
import { Proposers } from './proposers.ts'

export interface PdfSource {
  readonly title: string
  readonly stage: Stage
  /** Milliseconds since 1970: its day stands on each page. */
  readonly at: number
  readonly isLarge: boolean
  readonly certificate: FileCertificate | null
  /** A projection. */
  readonly blocks: readonly BlockContent[]
  /** For a projection with suggestions: names by member id, or null for aliases; else undefined. */
  readonly names?: ReadonlyMap<string, string> | null
  /** `latn` when it is left out. */
  readonly digits?: DocumentDigits
  /** Arabic when it is left out. */
  readonly language?: DocumentLanguage
  /** Of a projection with suggestions. */
  readonly discussions?: readonly Discussion[]
  /** The blocks are a redline of two texts, which are called so. */
  readonly comparison?: { readonly from: string; readonly to: string } | null
  /** What the items show, block by block; null: as they are counted. */
  readonly numbers?: readonly (number | null)[] | null
}

/** A document as the template of the page reads it: all of it data, so that no text is ever taken for code ([DOC643]). */
export interface PdfPage {
  readonly title: string
  readonly about: string
  readonly language: DocumentLanguage
  /** Is the text written from left to right? */
  readonly ltr: boolean
  /** The digits of the document, from zero to nine. */
  readonly digits: string
  readonly large: boolean
  readonly words: FileWords
  readonly blocks: readonly PdfBlock[]
  /** Names of those who propose, by number; null where no suggestions are shown. */
  readonly proposers: readonly string[] | null
  readonly comparison: { readonly from: string; readonly to: string } | null
  readonly discussions: readonly PdfDiscussion[]
  readonly certificate: {
    readonly moment: string
    readonly version: string
    readonly groups: readonly string[]
    readonly address: string
    /** The address as a picture for cameras, SVG. */
    readonly code: string
  } | null
}

const DIGITS = '0123456789'

/** The same for the same source, whenever and wherever it is made. */
export const pdfPage = (source: PdfSource): PdfPage => {
  const { title, stage, at, isLarge, certificate, blocks, names, digits = 'latn', language = 'ar' } = source
  const { discussions = [], comparison = null, numbers = null } = source
  const as = { digits, language }
  const words = fileWords(language)
  const proposers = new Proposers(names ?? null, as)
  const notes = new PageNotes(discussions, blocks, as)
  const page = pageBlocks(blocks, { proposers, notes, as, numbers })
  return {
    title: printable(title).replaceAll('\n', ' '),
    about: `${comparison === null ? stageWords(stage, language) : words.differences} · ${dayWords(at, as)}`,
    language,
    ltr: directionIn(language) === 'ltr',
    digits: shownDigits(digits),
    large: isLarge,
    words,
    blocks: page,
    proposers: names === undefined ? null : proposers.names().map(printable),
    comparison:
      comparison === null ? null : { from: printable(comparison.from), to: printable(comparison.to) },
    discussions: notes.told(proposers.called),
    certificate:
      certificate === null
        ? null
        : {
            moment: momentWords(certificate.finalAt, as),
            version: shownNumber(certificate.version, digits),
            groups: hashGroups(certificate.sha256),
            address: certificate.address,
            code: renderSVG(certificate.address, { ecc: 'M', border: 0 }),
          },
  }
}

const shownDigits = (digits: DocumentDigits): string =>
  Array.from(DIGITS, (digit) => shownNumber(Number(digit), digits)).join('')
