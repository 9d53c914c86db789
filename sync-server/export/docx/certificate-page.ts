import { WORD_CERTIFICATE_STYLE } from '#core/schema/html-tag.ts'
import { shownNumber } from '#core/schema/numbering.ts'
import { directionIn } from '#core/text/language.ts'
import { hashGroups, type FileCertificate } from '../certificate.ts'
import { fileWords, momentWords, type WrittenAs } from '../file-words.ts'
import { codeRun } from './code-picture.ts'
import { scriptRuns } from './script-runs.ts'
import type { WordLinks } from './word-links.ts'
import { xmlText } from './xml-text.ts'

const paragraph = (properties: string, content: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="${WORD_CERTIFICATE_STYLE}"/>${properties}</w:pPr>${content}</w:p>`

const runsXml = (text: string, style: string, isRtl: boolean): string =>
  scriptRuns(text, isRtl)
    .map(
      (run) =>
        `<w:r><w:rPr>${style}${run.isRtl ? '<w:rtl/>' : ''}</w:rPr><w:t xml:space="preserve">${xmlText(run.text)}</w:t></w:r>`,
    )
    .join('')

const BOLD = '<w:b/><w:bCs/>'
/** Read from left to right, at the side at which its name begins. */
const LTR = '<w:bidi w:val="0"/><w:jc w:val="right"/>'

interface PageWriting extends WrittenAs {
  readonly links: WordLinks
}

/** What stands on the last page of the file of a final text ([DOC700]); nothing in it differs from export to export. */
export const certificatePage = (
  title: string,
  certificate: FileCertificate,
  { digits, language, links }: PageWriting,
): string => {
  const { sha256, finalAt, version, address } = certificate
  const words = fileWords(language)
  const isRtl = directionIn(language) === 'rtl'
  const bidi = isRtl ? '<w:bidi/>' : ''
  const name = (text: string): string => paragraph(`<w:keepNext/>${bidi}`, runsXml(text, BOLD, isRtl))
  const fact = (called: string, value: string): string =>
    name(called) + paragraph(bidi, runsXml(value, '', isRtl))
  const shown = (text: string, style = ''): string =>
    `<w:r>${style === '' ? '' : `<w:rPr>${style}</w:rPr>`}<w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`
  const link = `<w:hyperlink r:id="${links.idOf(address)}" w:history="1">${shown(address, '<w:rStyle w:val="Hyperlink"/>')}</w:hyperlink>`
  return (
    paragraph(
      `<w:keepNext/><w:pageBreakBefore/>${bidi}`,
      runsXml(words.final, `${BOLD}<w:sz w:val="32"/><w:szCs w:val="36"/>`, isRtl),
    ) +
    fact(words.finalTitle, title) +
    fact(words.finalSince, momentWords(finalAt, { digits, language })) +
    fact(words.version, shownNumber(version, digits)) +
    name(words.hash) +
    paragraph(LTR, shown(hashGroups(sha256).join(' '))) +
    name(words.check) +
    paragraph(LTR, link) +
    paragraph(`${bidi}<w:spacing w:before="360"/><w:jc w:val="center"/>`, codeRun(words.code))
  )
}
