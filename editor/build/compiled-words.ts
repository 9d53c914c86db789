import { IntlMessageFormat } from 'intl-messageformat'
import type { Plugin } from 'vite'

const PARSER = '@formatjs/icu-messageformat-parser'
/** What stands for anything but itself. Without it a message is left as it is written: that is the smaller form. */
const SYNTAX = /[{}'<]/

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value && 'end' in value

/** The string that a literal, or a sum of literals, is; null for everything else. */
const stringOf = (node: unknown): string | null => {
  if (!isNode(node)) return null
  if (node.type === 'Literal' && 'value' in node) return typeof node.value === 'string' ? node.value : null
  if (node.type !== 'BinaryExpression' || !('left' in node) || !('right' in node)) return null
  const [left, right] = [stringOf(node.left), stringOf(node.right)]
  return left === null || right === null ? null : left + right
}

interface Word extends Node {
  /** Null: no constant string, which the words of a language never are. */
  readonly text: string | null
}

/** The values of all properties of object literals. */
const wordsIn = (node: unknown): readonly Word[] => {
  if (Array.isArray(node)) return node.flatMap(wordsIn)
  if (!isNode(node)) return []
  if (node.type === 'Property' && 'value' in node && isNode(node.value)) {
    const { start, end, type } = node.value
    return [{ type, start, end, text: stringOf(node.value) }]
  }
  return Object.values(node).flatMap(wordsIn)
}

/**
 * Writes the words of the interface as what their parser makes of them, so that no page brings the parser along [UI855].
 * While developing and in tests they are parsed where they are said.
 */
export const compiledWords: Plugin = {
  name: 'compiled-words',
  apply: 'build',
  enforce: 'post',
  applyToEnvironment: (environment) => environment.name === 'client',
  resolveId: {
    order: 'pre',
    filter: { id: new RegExp(`^${PARSER}$`) },
    handler(_parser, importer) {
      return this.resolve(`${PARSER}/no-parser.js`, importer)
    },
  },
  transform: {
    filter: { id: /\/editor\/ui\/messages\/(?:ar|en|fr)\/[^/]+\.ts$/ },
    handler(code) {
      let written = code
      for (const { start, end, text } of wordsIn(this.parse(code).body).toReversed()) {
        if (text === null) this.error(`no constant words: ${code.slice(start, end)}`)
        if (!SYNTAX.test(text)) continue
        const compiled = JSON.stringify(new IntlMessageFormat(text, 'ar').getAst())
        written = written.slice(0, start) + compiled + written.slice(end)
      }
      return { code: written, map: null }
    },
  },
}
