import { OWN_GENERATOR } from '#core/schema/html-tag.ts'
import { BLOCK_ATTR_NAMES } from '#core/schema/block.ts'
import { decodeAttrs, NO_FORMATS, type RawFormats, type Run } from '#core/schema/content.ts'
import { appendRun } from './content-builder.ts'
import { formatsInside } from './html-formats.ts'
import {
  attributeOf,
  isElement,
  isText,
  visitElements,
  type HtmlDocument,
  type HtmlElement,
  type HtmlNode,
} from './html-tree.ts'
import { importedBlock, type ImportedBlock } from './imported.ts'
import { admissibleText, uniqueBids } from './own-content.ts'
import type { WarningList } from './warning-list.ts'

export const isOwnHtml = (document: HtmlDocument): boolean => {
  let isOwn = false
  visitElements(document, (element) => {
    if (element.tagName === 'meta' && attributeOf(element, 'name') === 'generator')
      isOwn ||= attributeOf(element, 'content') === OWN_GENERATOR
    return !isOwn && element.tagName !== 'body'
  })
  return isOwn
}

const attrsOf = (element: HtmlElement): ReturnType<typeof decodeAttrs> => {
  const entries = new Map<string, unknown>()
  for (const name of BLOCK_ATTR_NAMES) {
    const value = attributeOf(element, `data-${name}`)
    if (value !== null) entries.set(name, name === 'indent' || name === 'level' ? Number(value) : value)
  }
  return decodeAttrs(entries)
}

const readRuns = (
  nodes: readonly HtmlNode[],
  formats: RawFormats,
  runs: Run[],
  warnings: WarningList,
): void => {
  for (const node of nodes) {
    if (isText(node)) appendRun(runs, admissibleText(node.value), formats)
    else if (!isElement(node) || attributeOf(node, 'data-block') !== null) continue
    else if (node.tagName === 'br') appendRun(runs, '\n', formats)
    else if (node.tagName === 'ul' || node.tagName === 'ol' || node.tagName === 'script') continue
    else if (node.tagName === 'ins') warnings.add('suggestions')
    else {
      if (node.tagName === 'del' || attributeOf(node, 'data-change') !== null) warnings.add('suggestions')
      readRuns(node.childNodes, formatsInside(node, formats, warnings), runs, warnings)
    }
  }
}

/** Blocks of a page of our own, exactly; proposed changes are left out, the text is as before them. */
export const readOwnHtml = (document: HtmlDocument, warnings: WarningList): ImportedBlock[] => {
  const blocks: ImportedBlock[] = []
  visitElements(document, (element) => {
    if (attributeOf(element, 'data-block') === null) return true
    const runs: Run[] = []
    readRuns(element.childNodes, NO_FORMATS, runs, warnings)
    const before = blocks[blocks.length - 1]
    if (attributeOf(element, 'data-inserted') !== null && before !== undefined) {
      warnings.add('suggestions')
      const joined = [...before.runs]
      for (const run of runs) appendRun(joined, run.text, run.formats)
      blocks[blocks.length - 1] = { ...before, runs: joined }
    } else blocks.push(importedBlock(attrsOf(element), runs))
    return true
  })
  return uniqueBids(blocks)
}
