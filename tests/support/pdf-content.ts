import { getDocumentProxy } from 'unpdf'

/** What pdf.js reads in a PDF. */
export interface PdfContent {
  readonly pages: number
  readonly title: string
  readonly language: string
  readonly isTagged: boolean
  /** XMP, as it stands in the file. */
  readonly metadata: string
  /** Roles of the structure of all pages in their order, each behind as many blanks as it is deep. */
  readonly roles: readonly string[]
  readonly links: readonly string[]
  /** All letters of a page, each piece where it stands in the file: a line is in no order of its own. */
  readonly texts: readonly string[]
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const textOf = (value: unknown, key: string): string => {
  const found = isRecord(value) ? value[key] : undefined
  return typeof found === 'string' ? found : ''
}

const rolesIn = (node: unknown, depth: number): readonly string[] => {
  if (!isRecord(node) || !Array.isArray(node['children'])) return []
  const inner = node['children'].flatMap((child) => rolesIn(child, depth + 1))
  return [' '.repeat(depth) + textOf(node, 'role'), ...inner]
}

export const pdfContent = async (pdf: Uint8Array): Promise<PdfContent> => {
  // What it is given it takes away.
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const { info } = await document.getMetadata()
  const mark = await document.getMarkInfo()
  const [roles, links, texts]: string[][] = [[], [], []]
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    roles?.push(...rolesIn(await page.getStructTree(), 0))
    for (const annotation of await page.getAnnotations()) links?.push(textOf(annotation, 'url'))
    const { items } = await page.getTextContent()
    texts?.push(items.map((item) => textOf(item, 'str')).join(''))
  }
  return {
    pages: document.numPages,
    title: textOf(info, 'Title'),
    language: textOf(info, 'Language'),
    isTagged: isRecord(mark) && mark['Marked'] === true,
    metadata: Buffer.from(pdf).toString('latin1'),
    roles: roles ?? [],
    links: links ?? [],
    texts: texts ?? [],
  }
}
