import { MAX_INDENT } from '#core/schema/block.ts'
import { OWN_WORD_APPLICATION } from '#core/schema/html-tag.ts'
import { shownNumber, type DocumentDigits } from '#core/schema/numbering.ts'
import { CODE_RELATION } from './code-picture.ts'
import { BULLETS, ORDERED, type PlannedList } from './list-plan.ts'
import { WORD_NAMESPACES, XML_HEAD, xmlText } from './xml-text.ts'

/** What no text changes, and what only its lists and title do. */

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const FONTS =
  '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'

const heading = (level: number, size: number): string =>
  `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/>` +
  '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:uiPriority w:val="9"/><w:qFormat/>' +
  '<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="360" w:after="120"/>' +
  `<w:outlineLvl w:val="${level - 1}"/></w:pPr>` +
  `<w:rPr><w:b/><w:bCs/><w:sz w:val="${size}"/><w:szCs w:val="${size + 4}"/></w:rPr></w:style>`

export const STYLES =
  `${XML_HEAD}<w:styles ${WORD_NAMESPACES}><w:docDefaults>` +
  `<w:rPrDefault><w:rPr>${FONTS}<w:sz w:val="24"/><w:szCs w:val="28"/>` +
  '<w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SY"/></w:rPr></w:rPrDefault>' +
  '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="336" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
  '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>' +
  '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>' +
  heading(1, 36) +
  heading(2, 30) +
  heading(3, 26) +
  '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/><w:uiPriority w:val="29"/>' +
  '<w:qFormat/><w:pPr><w:ind w:left="567" w:right="567"/></w:pPr></w:style>' +
  '<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/>' +
  '<w:uiPriority w:val="34"/><w:qFormat/><w:pPr><w:contextualSpacing/></w:pPr></w:style>' +
  '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:uiPriority w:val="99"/>' +
  '<w:rPr><w:color w:val="14507A"/><w:u w:val="single"/></w:rPr></w:style>' +
  '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/><w:uiPriority w:val="99"/>' +
  '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>' +
  '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/><w:basedOn w:val="Normal"/>' +
  '<w:uiPriority w:val="99"/><w:rPr><w:sz w:val="20"/><w:szCs w:val="22"/></w:rPr></w:style>' +
  '<w:style w:type="paragraph" w:styleId="Certificate"><w:name w:val="Certificate"/><w:basedOn w:val="Normal"/>' +
  '<w:rPr><w:sz w:val="22"/><w:szCs w:val="24"/></w:rPr></w:style>' +
  '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/>' +
  '<w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:sz w:val="20"/><w:szCs w:val="22"/></w:rPr></w:style>' +
  '</w:styles>'

const levelXml = (level: number, format: string, text: string, start = 1): string =>
  `<w:lvl w:ilvl="${level}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>` +
  `<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${(level + 1) * 567}" w:hanging="425"/></w:pPr></w:lvl>`

const levels = (format: string, text: (level: number) => string): string =>
  Array.from({ length: MAX_INDENT + 1 }, (_, level) => levelXml(level, format, text(level))).join('')

/** One definition for bullets, one for numbers, and every list that begins by itself. */
export const numberingXml = (started: readonly PlannedList[]): string =>
  `${XML_HEAD}<w:numbering ${WORD_NAMESPACES}>` +
  `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>${levels('bullet', () => '•')}</w:abstractNum>` +
  `<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>${levels('decimal', (level) => `%${level + 1}.`)}</w:abstractNum>` +
  `<w:num w:numId="${BULLETS}"><w:abstractNumId w:val="0"/></w:num>` +
  `<w:num w:numId="${ORDERED}"><w:abstractNumId w:val="1"/></w:num>` +
  started
    .map(
      ({ id, level, start, text }) =>
        `<w:num w:numId="${id}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="${level}">` +
        `<w:startOverride w:val="${start}"/>${text === null ? '' : levelXml(level, 'decimal', text, start)}</w:lvlOverride></w:num>`,
    )
    .join('') +
  '</w:numbering>'

/** A text with tracked changes goes on being tracked: what a translator changes in it comes back as suggestions. */
export const settingsXml = (isMarked: boolean): string =>
  `${XML_HEAD}<w:settings ${WORD_NAMESPACES}>${isMarked ? '<w:trackRevisions/>' : ''}` +
  '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>' +
  '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>' +
  '<w:themeFontLang w:val="en-GB" w:bidi="ar-SY"/></w:settings>'

/** Title and language, and what a comparison compares: no author, no date, no revision. */
export const coreXml = (title: string, about: string | null): string =>
  `${XML_HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
  `<dc:title>${xmlText(title)}</dc:title>` +
  (about === null ? '' : `<dc:description>${xmlText(about)}</dc:description>`) +
  `<dc:language>ar</dc:language></cp:coreProperties>`

export const APP = `${XML_HEAD}<Properties xmlns="${OFFICE}/extended-properties"><Application>${OWN_WORD_APPLICATION}</Application></Properties>`

export const FOOTER_PART = 'word/footer.xml'
export const FOOTER_RELATION = 'footer'

/** The number of the page, counted by Word. In a run of Arabic it may draw it in the digits of Arabic; in another it never does. */
export const footerXml = (digits: DocumentDigits): string =>
  `${XML_HEAD}<w:ftr ${WORD_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:bidi/><w:jc w:val="center"/></w:pPr>` +
  `<w:fldSimple w:instr=" PAGE "><w:r>${digits === 'arab' ? '<w:rPr><w:rtl/></w:rPr>' : ''}<w:t>${shownNumber(1, digits)}</w:t></w:r></w:fldSimple></w:p></w:ftr>`

/** What not every file has. */
export interface MorePartsOf {
  readonly comments: boolean
  /** The picture of an address. */
  readonly code: boolean
}

export const contentTypesXml = (has: MorePartsOf): string => {
  const override = (name: string, type: string): string =>
    `<Override PartName="/${name}" ContentType="${type}"/>`
  return (
    `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    (has.code ? '<Default Extension="png" ContentType="image/png"/>' : '') +
    override('word/document.xml', `${WORD_TYPE}.document.main+xml`) +
    override('word/styles.xml', `${WORD_TYPE}.styles+xml`) +
    override('word/numbering.xml', `${WORD_TYPE}.numbering+xml`) +
    override('word/settings.xml', `${WORD_TYPE}.settings+xml`) +
    override(FOOTER_PART, `${WORD_TYPE}.footer+xml`) +
    (has.comments
      ? override('word/comments.xml', `${WORD_TYPE}.comments+xml`) +
        override('word/commentsExtended.xml', `${WORD_TYPE}.commentsExtended+xml`)
      : '') +
    override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
    override('docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml') +
    '</Types>'
  )
}

const relationship = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`

export const PACKAGE_RELATIONS =
  `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
  relationship('main', `${OFFICE}/relationships/officeDocument`, 'word/document.xml') +
  relationship('core', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml') +
  relationship('app', `${OFFICE}/relationships/extended-properties`, 'docProps/app.xml') +
  '</Relationships>'

export const documentRelationsXml = (
  has: MorePartsOf,
  links: readonly (readonly [id: string, href: string])[],
): string =>
  `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
  relationship('styles', `${OFFICE}/relationships/styles`, 'styles.xml') +
  relationship('numbering', `${OFFICE}/relationships/numbering`, 'numbering.xml') +
  relationship('settings', `${OFFICE}/relationships/settings`, 'settings.xml') +
  relationship(FOOTER_RELATION, `${OFFICE}/relationships/footer`, 'footer.xml') +
  (has.code ? relationship(CODE_RELATION, `${OFFICE}/relationships/image`, 'media/code.png') : '') +
  (has.comments
    ? relationship('comments', `${OFFICE}/relationships/comments`, 'comments.xml') +
      relationship(
        'commentsExtended',
        'http://schemas.microsoft.com/office/2011/relationships/commentsExtended',
        'commentsExtended.xml',
      )
    : '') +
  links
    .map(
      ([id, href]) =>
        `<Relationship Id="${id}" Type="${OFFICE}/relationships/hyperlink" Target="${xmlText(href)}" TargetMode="External"/>`,
    )
    .join('') +
  '</Relationships>'
