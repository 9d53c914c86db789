import type { Notice } from '#core/protocol/api-inbox.ts'
import type { MailLanguage } from './mail-book.ts'
import { MAIL_WORDS, noticePhrase, phrase } from './mail-words.ts'

/** One notice as a group lets mail tell it. */
export interface QuotedNotice {
  readonly notice: Notice
  readonly name: string
  readonly title: string
  /** A few words of the text; null when there are none. */
  readonly quote: string | null
}

interface Words {
  readonly subject: string
  readonly text: string
}

const lines = (...paragraphs: readonly (readonly string[])[]): string =>
  `${paragraphs.map((paragraph) => paragraph.join('\n')).join('\n\n')}\n`

/** Keeps a name or title of another direction from disturbing the sentence around it. */
const isolated = (text: string): string => `\u2068${text}\u2069`

export const confirmationText = (language: MailLanguage, link: string): Words => {
  const words = MAIL_WORDS[language]
  return {
    subject: words.confirmSubject,
    text: lines([words.confirmLead], [words.confirmLink, link], [words.confirmIgnore]),
  }
}

/**
 * How many notices there are and where to read them; with `quoted` also what they say. Without it nothing of a text,
 * no title and no name leaves the server [ACC623].
 */
export const digestText = (
  language: MailLanguage,
  digest: {
    readonly count: number
    readonly link: string
    readonly off: string
    readonly quoted: readonly QuotedNotice[] | null
  },
): Words => {
  const words = MAIL_WORDS[language]
  const { count, link, off, quoted } = digest
  const told = (quoted ?? []).map(({ notice, name, title, quote }) => [
    isolated(title),
    noticePhrase(language, notice, isolated(name)),
    ...(quote === null ? [] : [isolated(quote)]),
  ])
  const untold = quoted === null ? 0 : count - told.length
  return {
    subject: phrase(language, words.digestSubject, { count }),
    text: lines(
      [phrase(language, words.digestLead, { count })],
      ...told,
      ...(untold > 0 ? [[phrase(language, words.more, { count: untold })]] : []),
      [words.digestLink, link],
      ...(quoted === null ? [[words.nothingQuoted]] : []),
      [words.off, off],
    ),
  }
}
