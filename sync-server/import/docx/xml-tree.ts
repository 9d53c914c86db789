import { SaxesParser, type SaxesTagNS } from 'saxes'
import { damaged, tooComplex } from './docx-errors.ts'

/** An element of a part. Names and attributes bear the prefixes of {@link PREFIXES}, whatever the file called them. */
export interface XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlNode[]
}
export type XmlNode = XmlElement | string

const OFFICE = 'http://schemas.openxmlformats.org'
const STRICT = 'http://purl.oclc.org/ooxml'
const MICROSOFT = 'http://schemas.microsoft.com/office/word'

/** Namespaces, both of the transitional and of the strict kind; what is not here is nothing that we know. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  [`${OFFICE}/wordprocessingml/2006/main`, 'w'],
  [`${STRICT}/wordprocessingml/main`, 'w'],
  [`${OFFICE}/officeDocument/2006/relationships`, 'r'],
  [`${STRICT}/officeDocument/relationships`, 'r'],
  [`${OFFICE}/package/2006/relationships`, 'rel'],
  [`${OFFICE}/package/2006/content-types`, 'ct'],
  [`${OFFICE}/officeDocument/2006/extended-properties`, 'app'],
  [`${STRICT}/officeDocument/extendedProperties`, 'app'],
  [`${OFFICE}/markup-compatibility/2006`, 'mc'],
  [`${OFFICE}/officeDocument/2006/math`, 'm'],
  [`${STRICT}/officeDocument/math`, 'm'],
  [`${MICROSOFT}/2010/wordml`, 'w14'],
  [`${MICROSOFT}/2012/wordml`, 'w15'],
  [`${MICROSOFT}/2023/wordml/word16du`, 'w16du'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['urn:siyagha:word:1', 'siyagha'],
])

/** Names of elements and attributes of no namespace that we know begin with it. */
export const UNKNOWN_PREFIX = '?:'

const prefixed = (uri: string, local: string): string => {
  const prefix = PREFIXES.get(uri)
  return prefix === undefined ? `${UNKNOWN_PREFIX}${local}` : `${prefix}:${local}`
}

/** Deeper than Word nests tables, shallow enough to walk by recursion. */
const MAX_DEPTH = 128
/** In one part. */
const MAX_ELEMENTS = 1_500_000
/** In one tree: a paragraph, a table. */
const MAX_IN_TREE = 400_000
const CHUNK = 256 * 1024

interface Open {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: XmlNode[]
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

const attributesOf = (tag: SaxesTagNS): ReadonlyMap<string, string> => {
  let attributes: Map<string, string> | null = null
  for (const { uri, local, value, prefix } of Object.values(tag.attributes)) {
    if (prefix === 'xmlns' || local === 'xmlns') continue
    attributes ??= new Map()
    attributes.set(uri === '' || prefix === 'xml' ? local : prefixed(uri, local), value)
  }
  return attributes ?? NO_ATTRIBUTES
}

/** Text of a part: UTF-8, or UTF-16 with its mark. Word writes nothing else. */
const encodingOf = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
}

/**
 * Reads a part and hands over every element at `depth` (0: the root itself) as a tree, as soon as it has ended, and
 * keeps none. No document type, hence no entity but the five of XML and nothing from outside ([DOC601]).
 */
export const readXml = (
  bytes: Uint8Array,
  depth: number,
  take: (element: XmlElement, parent: string) => void,
): void => {
  const parser = new SaxesParser({ xmlns: true, position: false })
  const open: Open[] = []
  let [elements, inTree] = [0, 0]
  parser.on('error', (error) => {
    throw damaged(`a part is not well-formed: ${error.message.slice(0, 100)}`)
  })
  parser.on('doctype', () => {
    throw damaged('a part declares a document type')
  })
  parser.on('opentag', (tag) => {
    if (++elements > MAX_ELEMENTS || ++inTree > MAX_IN_TREE) throw tooComplex('too many elements')
    if (open.length >= MAX_DEPTH) throw tooComplex('nested too deeply')
    open.push({ name: prefixed(tag.uri, tag.local), attributes: attributesOf(tag), children: [] })
  })
  const addText = (text: string): void => {
    if (open.length > depth) open[open.length - 1]?.children.push(text)
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const element = open.pop()
    if (element === undefined || open.length < depth) return
    const parent = open[open.length - 1]
    if (open.length === depth) {
      take(element, parent?.name ?? '')
      inTree = 0
    } else parent?.children.push(element)
  })
  const decoder = new TextDecoder(encodingOf(bytes))
  for (let at = 0; at < bytes.length; at += CHUNK)
    parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }))
  parser.write(decoder.decode()).close()
}

/** The whole part as a tree. */
export const xmlRoot = (bytes: Uint8Array): XmlElement => {
  let root: XmlElement | null = null
  readXml(bytes, 0, (element) => (root = element))
  if (root === null) throw damaged('an empty part')
  return root
}

export const isXmlElement = (node: XmlNode): node is XmlElement => typeof node !== 'string'

export const elementsOf = (element: XmlElement, name?: string): readonly XmlElement[] =>
  element.children.filter(isXmlElement).filter((child) => name === undefined || child.name === name)

export const childOf = (element: XmlElement | null, name: string): XmlElement | null => {
  for (const child of element?.children ?? []) if (isXmlElement(child) && child.name === name) return child
  return null
}

/** The attribute `w:val` of the child `name`; null without child or attribute. */
export const valueOf = (element: XmlElement | null, name: string): string | null =>
  childOf(element, name)?.attributes.get('w:val') ?? null

/** A whole number out of an attribute; null when it is none. */
export const numberOf = (text: string | null | undefined): number | null => {
  if (text === null || text === undefined || !/^[+-]?\d{1,9}$/u.test(text.trim())) return null
  return Number.parseInt(text, 10)
}

/** All text below, in order. */
export const textBelow = (element: XmlElement): string =>
  element.children.map((child) => (isXmlElement(child) ? textBelow(child) : child)).join('')
