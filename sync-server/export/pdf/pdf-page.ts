import type { Stage } from '#core/access/stages.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { pageBlocks, type PdfBlock } from './page-blocks.ts'
import { dayWords, momentWords, PDF_WORDS, stageWords } from './pdf-words.ts'
import { printable } from './printable.ts'
import { Proposers } from './proposers.ts'

/** What a final text is known by, and where that is checked. */
export interface PdfCertificate {
  /** Hexadecimal, of the canonical text. */
  readonly sha256: string
  /** Milliseconds since 1970. */
  readonly finalAt: number
  /** Of the page on which anybody can check. */
  readonly address: string
}

export interface PdfSource {
  readonly title: string
  readonly stage: Stage
  /** Milliseconds since 1970: its day stands on each page. */
  readonly at: number
  readonly isLarge: boolean
  readonly certificate: PdfCertificate | null
  /** A projection. */
  readonly blocks: readonly BlockContent[]
  /** For a projection with suggestions: names by member id, or null for aliases; else undefined. */
  readonly names?: ReadonlyMap<string, string> | null
}

/** A document as the template of the page reads it: all of it data, so that no text is ever taken for code ([DOC643]). */
export interface PdfPage {
  readonly title: string
  readonly about: string
  readonly large: boolean
  readonly words: typeof PDF_WORDS
  readonly blocks: readonly PdfBlock[]
  /** Names of those who propose, by number; null where no suggestions are shown. */
  readonly proposers: readonly string[] | null
  readonly certificate: {
    readonly moment: string
    readonly groups: readonly string[]
    readonly address: string
  } | null
}

/** The same for the same source, whenever and wherever it is made. */
export const pdfPage = (source: PdfSource): PdfPage => {
  const { title, stage, at, isLarge, certificate, blocks, names } = source
  const proposers = new Proposers(names ?? null)
  const page = pageBlocks(blocks, proposers)
  return {
    title: printable(title).replaceAll('\n', ' '),
    about: `${stageWords(stage)} · ${dayWords(at)}`,
    large: isLarge,
    words: PDF_WORDS,
    blocks: page,
    proposers: names === undefined ? null : proposers.names().map(printable),
    certificate:
      certificate === null
        ? null
        : {
            moment: momentWords(certificate.finalAt),
            groups: certificate.sha256.match(/.{1,8}/gu) ?? [],
            address: certificate.address,
          },
  }
}
