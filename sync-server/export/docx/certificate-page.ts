import { WORD_CERTIFICATE_STYLE } from '#core/schema/html-tag.ts'
import { shownNumber, type DocumentDigits } from '#core/schema/numbering.ts'
import { hashGroups, type FileCertificate } from '../certificate.ts'
import { FILE_WORDS, momentWords } from '../file-words.ts'
import { codeRun } from './code-picture.ts'
import { scriptRuns } from './script-runs.ts'
import type { WordLinks } from './word-links.ts'
import { xmlText } from './xml-text.ts'

const paragraph = (properties: string, content: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="${WORD_CERTIFICATE_STYLE}"/>${properties}</w:pPr>${content}</w:p>`

const runsXml = (text: string, style: string): string =>
  scriptRuns(text, true)
    .map(
      (run) =>
        `<w:r><w:rPr>${style}${run.isRtl ? '<w:rtl/>' : ''}</w:rPr><w:t xml:space="preserve">${xmlText(run.text)}</w:t></w:r>`,
    )
    .join('')

const BOLD = '<w:b/><w:bCs/>'
/** Read from left to right, at the side at which its name begins. */
const LTR = '<w:bidi w:val="0"/><w:jc w:val="right"/>'

/** What stands on the last page of the file of a final text ([DOC700]); nothing in it differs from export to export. */
export const certificatePage = (
  title: string,
  certificate: FileCertificate,
  { digits, links }: { readonly digits: DocumentDigits; readonly links: WordLinks },
): string => {
  const { sha256, finalAt, version, address } = certificate
  const fact = (name: string, value: string): string =>
    paragraph('<w:keepNext/><w:bidi/>', runsXml(name, BOLD)) + paragraph('<w:bidi/>', runsXml(value, ''))
  const shown = (text: string, style = ''): string =>
    `<w:r>${style === '' ? '' : `<w:rPr>${style}</w:rPr>`}<w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`
  const link = `<w:hyperlink r:id="${links.idOf(address)}" w:history="1">${shown(address, '<w:rStyle w:val="Hyperlink"/>')}</w:hyperlink>`
  return (
    paragraph(
      '<w:keepNext/><w:pageBreakBefore/><w:bidi/>',
      runsXml(FILE_WORDS.final, `${BOLD}<w:sz w:val="32"/><w:szCs w:val="36"/>`),
    ) +
    fact(FILE_WORDS.finalTitle, title) +
    fact(FILE_WORDS.finalSince, momentWords(finalAt, digits)) +
    fact(FILE_WORDS.version, shownNumber(version, digits)) +
    paragraph('<w:keepNext/><w:bidi/>', runsXml(FILE_WORDS.hash, BOLD)) +
    paragraph(LTR, shown(hashGroups(sha256).join(' '))) +
    paragraph('<w:keepNext/><w:bidi/>', runsXml(FILE_WORDS.check, BOLD)) +
    paragraph(LTR, link) +
    paragraph('<w:bidi/><w:spacing w:before="360"/><w:jc w:val="center"/>', codeRun(FILE_WORDS.code))
  )
}
