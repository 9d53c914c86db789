import { writeZip, type Part } from '../../../sync-server/export/docx/write-zip.ts'

/** Files as Word writes them, put together from their XML. */

export const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const NAMESPACES =
  `xmlns:w="${W}" xmlns:r="${OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" ' +
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'

export interface WordFile {
  readonly body: string
  readonly styles?: string
  readonly numbering?: string
  readonly comments?: string
  readonly commentsExtended?: string
  readonly footnotes?: string
  readonly header?: string
  /** Relationships of the text beside those that the other parts need. */
  readonly relations?: string
  /** More parts, whatever they are. */
  readonly more?: readonly Part[]
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

const OPTIONAL = [
  ['styles', 'styles'],
  ['numbering', 'numbering'],
  ['comments', 'comments'],
  ['footnotes', 'footnotes'],
  ['header', 'hdr'],
] as const

export const wordParts = (file: WordFile): Part[] => {
  const parts: Part[] = [
    {
      name: '[Content_Types].xml',
      text:
        `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    },
    {
      name: '_rels/.rels',
      text:
        `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
        `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/document.xml',
      text: `${HEAD}<w:document ${NAMESPACES}><w:body>${file.body}<w:sectPr/></w:body></w:document>`,
    },
  ]
  let relations = file.relations ?? ''
  for (const [name, root] of OPTIONAL) {
    const content = file[name]
    if (content === undefined) continue
    parts.push({ name: `word/${name}.xml`, text: `${HEAD}<w:${root} ${NAMESPACES}>${content}</w:${root}>` })
    relations += `<Relationship Id="${name}" Type="${OFFICE}/${name}" Target="${name}.xml"/>`
  }
  if (file.commentsExtended !== undefined) {
    const text = `${HEAD}<w15:commentsEx ${NAMESPACES}>${file.commentsExtended}</w15:commentsEx>`
    parts.push({ name: 'word/commentsExtended.xml', text })
    relations +=
      '<Relationship Id="ext" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/>'
  }
  parts.push({
    name: 'word/_rels/document.xml.rels',
    text: `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations}</Relationships>`,
  })
  return [...parts, ...(file.more ?? [])]
}

export const wordFile = (file: WordFile): Uint8Array => writeZip(wordParts(file))

export const p = (content: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`

export const r = (text: string, properties = ''): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`

export const by = (author: string, date = '2025-03-01T10:00:00Z', id = 1): string =>
  `w:id="${id}" w:author="${author}" w:date="${date}"`

export const ins = (text: string, author = 'سلمى', date?: string): string =>
  `<w:ins ${by(author, date)}>${r(text)}</w:ins>`

export const del = (text: string, author = 'سلمى', date?: string): string =>
  `<w:del ${by(author, date)}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`

/** Two lists: 1 numbered, 2 with bullets; 3 is list 1 begun anew. */
export const NUMBERING =
  '<w:abstractNum w:abstractNumId="0">' +
  [0, 1, 2, 3, 4, 5, 6]
    .map(
      (level) =>
        `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%${level + 1}."/></w:lvl>`,
    )
    .join('') +
  '</w:abstractNum>' +
  '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>' +
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>' +
  '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'

export const listed = (list: number, level = 0): string =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`
