import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { joinLetters } from '../../../sync-server/export/pdf/join-letters.ts'
import { casesOutside, type ArabicCase } from '../../support/arabic-cases.ts'

const require = createRequire(import.meta.url)
/** That of our pages. */
const FACE = '400Regular'
const font = readFileSync(require.resolve(`@expo-google-fonts/amiri/${FACE}/Amiri_${FACE}.ttf`))
const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: [font] }] })

/** Widths in points of contents that stand in the language of Typst. */
const widths = (contents: readonly string[]): readonly number[] => {
  const measured = contents.map((content) => `measure([${content}]).width.pt()`).join(', ')
  const mainFileContent = `#set text(font: "Amiri", lang: "ar", size: 40pt)\n#context [#metadata((${measured},)) <widths>]`
  const found: unknown = compiler.query({ mainFileContent }, { selector: '<widths>' })
  return z.array(z.object({ value: z.array(z.number()) })).parse(found)[0]?.value ?? []
}

const styled = (pieces: readonly string[]): string =>
  pieces.map((piece, index) => (index % 2 === 1 ? `#text(fill: red)[${piece}]` : piece)).join('')

const shaped = z.object({ word: z.string(), split: z.array(z.string()) })

const OWN: readonly ArabicCase[] = [
  {
    id: 'own-1',
    category: 'shaping',
    name: 'Typst styled fragment without ZWJ',
    input: { word: 'المياه', split: ['الم', 'يا', 'ه'] },
    expected: { joined: false },
  },
]

const CASES = [
  ...OWN,
  ...casesOutside(({ category, name }) => category === 'shaping' && name.startsWith('Typst')),
]

describe('a style inside a word, in a PDF', () => {
  it.each(CASES.map((one) => [`${one.id}, ${one.name}`, one] as const))(
    '[DOC642] breaks its joins in Typst, and keeps them as we write it: %s',
    (_, { input, expected }) => {
      const { word, split } = shaped.parse(input)
      const [whole = 0, bare = 0, ours = 0] = widths([word, styled(split), styled(joinLetters(split))])
      expect({ joined: Math.abs(bare - whole) < 0.5 }).toEqual(expected)
      expect(Math.abs(ours - whole)).toBeLessThan(0.5)
    },
  )
})
