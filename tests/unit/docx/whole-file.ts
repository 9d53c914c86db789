import { SaxesParser } from 'saxes'
import { expect } from 'vitest'
import { partsOf } from './unzipped.ts'

/** Throws unless well-formed with every prefix declared. */
const checkXml = (text: string): void => {
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(text).close()
}

const attributes = (text: string, element: string, name: string): string[] =>
  [...text.matchAll(new RegExp(`<${element} [^>]*?${name}="([^"]*)"`, 'gu'))].map((match) => match[1] ?? '')

const expectUnique = (ids: readonly string[]): void => {
  expect(new Set(ids).size).toBe(ids.length)
}

/** What names a part: `[Content_Types].xml` names it itself or its ending, and `word/…` ones have a relationship. */
const checkPackage = (parts: ReadonlyMap<string, string>): void => {
  const types = parts.get('[Content_Types].xml') ?? ''
  const overridden = attributes(types, 'Override', 'PartName').map((name) => name.slice(1))
  const endings = attributes(types, 'Default', 'Extension')
  expectUnique(overridden)
  expectUnique(endings)
  for (const name of overridden) expect(parts.has(name), name).toBe(true)
  for (const name of parts.keys()) {
    if (name === '[Content_Types].xml') continue
    const ending = name.slice(name.lastIndexOf('.') + 1)
    if (ending === 'xml') expect(overridden).toContain(name)
    else expect(endings).toContain(ending)
  }
  const reached = new Set<string>()
  for (const [name, text] of parts) {
    if (!name.endsWith('.rels')) continue
    const folder = name.replace(/_rels\/[^/]*$/u, '')
    expectUnique(attributes(text, 'Relationship', 'Id'))
    for (const relation of text.match(/<Relationship [^>]*>/gu) ?? []) {
      const target = /Target="([^"]*)"/u.exec(relation)?.[1] ?? ''
      if (relation.includes('TargetMode="External"')) continue
      expect(parts.has(`${folder}${target}`), target).toBe(true)
      reached.add(`${folder}${target}`)
    }
  }
  for (const name of parts.keys())
    if (name !== '[Content_Types].xml' && !name.endsWith('.rels')) expect(reached).toContain(name)
}

const REVISIONS = ['ins', 'del', 'moveFrom', 'moveTo', 'moveFromRangeStart', 'moveToRangeStart']

/** Both sides of each move under one name, each range with one end behind it. */
const checkMoves = (text: string): void => {
  const names = (side: string): string[] => attributes(text, `w:${side}RangeStart`, 'w:name').sort()
  expect(names('moveFrom')).toEqual(names('moveTo'))
  expectUnique(names('moveFrom'))
  for (const side of ['moveFrom', 'moveTo']) {
    for (const id of attributes(text, `w:${side}RangeStart`, 'w:id')) {
      const [start, ...ends] = [
        text.search(new RegExp(`<w:${side}RangeStart w:id="${id}"`, 'u')),
        ...[...text.matchAll(new RegExp(`<w:${side}RangeEnd w:id="${id}"/>`, 'gu'))].map(
          ({ index }) => index,
        ),
      ]
      expect(ends).toHaveLength(1)
      expect(ends[0]).toBeGreaterThan(start ?? Infinity)
    }
    const ranges = attributes(text, `w:${side}RangeStart`, 'w:id').length
    expect(attributes(text, `w:${side}RangeEnd`, 'w:id')).toHaveLength(ranges)
  }
}

const checkComments = (parts: ReadonlyMap<string, string>, text: string): void => {
  const comments = parts.get('word/comments.xml') ?? ''
  const said = attributes(comments, 'w:comment', 'w:id')
  expectUnique(said)
  for (const end of ['w:commentRangeStart', 'w:commentRangeEnd', 'w:commentReference'])
    expect(attributes(text, end, 'w:id').sort()).toEqual([...said].sort())
  const paragraphs = attributes(comments, 'w:p', 'w14:paraId')
  expectUnique(paragraphs)
  const extended = parts.get('word/commentsExtended.xml') ?? ''
  expect(attributes(extended, 'w15:commentEx', 'w15:paraId')).toEqual(paragraphs)
  for (const parent of attributes(extended, 'w15:commentEx', 'w15:paraIdParent'))
    expect(paragraphs).toContain(parent)
}

/**
 * A Word file is whole ([DOC622]): well-formed parts, every part with its type and a relationship that leads to it, every
 * relationship with its part, every reference with its target, no number twice.
 */
export const expectWhole = (bytes: Uint8Array): void => {
  const parts = partsOf(bytes)
  for (const [name, text] of parts) if (!name.endsWith('.png')) checkXml(text)
  checkPackage(parts)
  const text = parts.get('word/document.xml') ?? ''
  const relations = new Set(attributes(parts.get('word/_rels/document.xml.rels') ?? '', 'Relationship', 'Id'))
  for (const id of [
    ...attributes(text, 'w:hyperlink', 'r:id'),
    ...attributes(text, 'w:footerReference', 'r:id'),
    ...attributes(text, 'a:blip', 'r:embed'),
  ])
    expect(relations.has(id), id).toBe(true)
  const numbering = parts.get('word/numbering.xml') ?? ''
  const lists = attributes(numbering, 'w:num', 'w:numId')
  expectUnique(lists)
  for (const id of attributes(text, 'w:numId', 'w:val')) expect(lists).toContain(id)
  const kinds = attributes(numbering, 'w:abstractNum', 'w:abstractNumId')
  expectUnique(kinds)
  for (const id of attributes(numbering, 'w:abstractNumId', 'w:val')) expect(kinds).toContain(id)
  const styles = attributes(parts.get('word/styles.xml') ?? '', 'w:style', 'w:styleId')
  expectUnique(styles)
  for (const part of parts.values())
    for (const id of [...attributes(part, 'w:pStyle', 'w:val'), ...attributes(part, 'w:rStyle', 'w:val')])
      expect(styles).toContain(id)
  expectUnique(
    [...REVISIONS, 'rPrChange', 'pPrChange'].flatMap((name) => attributes(text, `w:${name}`, 'w:id')),
  )
  checkMoves(text)
  checkComments(parts, text)
}
