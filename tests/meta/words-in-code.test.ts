import { readFileSync } from 'node:fs'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { sourceFiles } from '../support/source-files.ts'

/** Attributes of elements and of our components that people read or hear. */
const SAID = [
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'confirm',
  'error',
  'hint',
  'label',
  'lead',
  'legend',
  'placeholder',
  'summary',
  'title',
  'words',
]

/** The same in every language: commands of a terminal, names of keys, the beginning of an address. */
const EVERYWHERE = /^npm run |^ \(Alt\+[↑↓]\)$|^https:\/\/$/u

interface Found {
  readonly type: string
  readonly [field: string]: unknown
}

const isNode = (value: unknown): value is Found =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** Every node of a syntax tree. */
const nodesIn = function* (value: unknown): Generator<Found> {
  if (Array.isArray(value)) for (const one of value) yield* nodesIn(one)
  else if (isNode(value)) {
    yield value
    for (const inner of Object.values(value)) yield* nodesIn(inner)
  }
}

const hasLetter = (text: unknown): text is string => typeof text === 'string' && /\p{L}/u.test(text)

/** Words of a literal, or of a template's own text. */
const literalsIn = (value: unknown): readonly string[] => {
  if (!isNode(value)) return []
  if (value.type === 'Literal') return hasLetter(value['value']) ? [value['value']] : []
  if (value.type === 'JSXExpressionContainer') return literalsIn(value['expression'])
  if (value.type === 'ConditionalExpression')
    return [...literalsIn(value['consequent']), ...literalsIn(value['alternate'])]
  if (value.type === 'LogicalExpression') return [...literalsIn(value['left']), ...literalsIn(value['right'])]
  if (value.type !== 'TemplateLiteral' || !Array.isArray(value['quasis'])) return []
  const parts: unknown[] = value['quasis']
  return parts.flatMap((part) => {
    const text = isNode(part) && typeof part['value'] === 'object' ? part['value'] : null
    const raw = text !== null && 'raw' in text ? text.raw : null
    return hasLetter(raw) ? [raw] : []
  })
}

const nameOf = (attribute: Found): string =>
  isNode(attribute['name']) ? String(attribute['name']['name']) : ''

/** Words that a reader would see and no catalogue holds. */
const wordsIn = (path: string, code: string): readonly string[] =>
  [...nodesIn(parseSync(path, code).program)].flatMap((node) => {
    if (node.type === 'JSXText') return hasLetter(node['value']) ? [node['value'].trim()] : []
    if (node.type === 'JSXAttribute' && SAID.includes(nameOf(node))) return literalsIn(node['value'])
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      const children: unknown = node['children']
      if (!Array.isArray(children)) return []
      return children.flatMap((child: unknown) =>
        isNode(child) && child.type === 'JSXExpressionContainer' ? literalsIn(child) : [],
      )
    }
    return []
  })

const SCREENS = sourceFiles('editor/ui').filter((path) => path.endsWith('.tsx'))

describe('the interface', () => {
  it('[UI884] has no word in its code: everything that is read or heard stands in a catalogue', () => {
    const found = SCREENS.flatMap((path) =>
      wordsIn(path, readFileSync(path, 'utf8'))
        .filter((words) => !EVERYWHERE.test(words))
        .map((words) => `${path}: ${words}`),
    )
    expect(found).toEqual([])
  })

  it('[UI884] the search finds a word wherever it can stand', () => {
    const code = `const a = <p title="One" hint={x ? 'Two' : \`Three \${y}\`}>Four {'Five'} {z && 'Six'}</p>`
    expect(wordsIn('a.tsx', code).toSorted()).toEqual(['Five', 'Four', 'One', 'Six', 'Three ', 'Two'])
    expect(wordsIn('a.tsx', `const a = <p className="b" dir="ltr">{t('key')} · 12</p>`)).toEqual([])
  })
})
