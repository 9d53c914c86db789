import fc from 'fast-check'
import type { BlockContent, RawFormats, Run } from '#core/schema/content.ts'
import { sameFormats } from '#core/schema/content.ts'
import { anyBlocks } from '../export/arbitraries.ts'

/** A suggestion that is laid over some of the text. */
interface Layer {
  readonly by: 'm1' | 'm2' | 'm3'
  readonly at: number
  readonly kind: 'insertion' | 'deletion' | 'formatChange'
  /** Which elements bear it: one bit for each marker and each run, in order. */
  readonly bits: number
  readonly whole: boolean
  readonly set: string
  readonly markerSet: string
}

const layer: fc.Arbitrary<Layer> = fc.record({
  by: fc.constantFrom('m1' as const, 'm2' as const, 'm3' as const),
  at: fc.integer({ min: 1_600_000_000_000, max: 1_700_000_000_000 }),
  kind: fc.constantFrom('insertion' as const, 'deletion' as const, 'formatChange' as const),
  bits: fc.integer({ min: 1, max: 0x7fff_ffff }),
  whole: fc.boolean(),
  set: fc.constantFrom('{"bold":true}', '{"bold":null,"italic":true}', '{"underline":true}'),
  markerSet: fc.constantFrom(
    '{"kind":"heading","level":2}',
    '{"kind":"item","list":"bullet","indent":1}',
    '{"kind":"item","list":"ordered"}',
    '{"dir":"ltr","align":"center"}',
    '{"kind":"quote"}',
  ),
})

const isOn = ({ bits }: Layer, element: number): boolean => ((bits >> (element % 31)) & 1) === 1

const keyOf = ({ kind, by }: Layer, index: number): string => `${kind}--${by}-t-${index}`

const laidOver = (blocks: readonly BlockContent[], layers: readonly Layer[]): BlockContent[] => {
  let element = 0
  const marked = (formats: RawFormats, isMarker: boolean, isFirst: boolean): RawFormats => {
    const own = element++
    let result = formats
    layers.forEach((one, index) => {
      // What the first block of a text is proposed to be joined to does not exist.
      if (!isOn(one, own) || (isFirst && isMarker && one.kind !== 'formatChange')) return
      const { by, at, kind } = one
      const set = isMarker ? one.markerSet : one.set
      const value =
        kind === 'formatChange'
          ? { by, at, set }
          : kind === 'deletion' && isMarker && one.whole
            ? { by, at, whole: true }
            : { by, at }
      result = new Map(result).set(keyOf(one, index), value)
    })
    return result
  }
  return blocks.map((block, at) => {
    const formats = marked(block.formats, true, at === 0)
    const runs: Run[] = []
    for (const run of block.runs) {
      const next = { text: run.text, formats: marked(run.formats, false, at === 0) }
      const last = runs[runs.length - 1]
      if (last !== undefined && sameFormats(last.formats, next.formats))
        runs[runs.length - 1] = { text: last.text + next.text, formats: next.formats }
      else runs.push(next)
    }
    return { attrs: block.attrs, formats, runs }
  })
}

/** Any text with any suggestions on it, more wildly than people propose. */
export const proposedBlocks: fc.Arbitrary<BlockContent[]> = fc
  .tuple(anyBlocks, fc.array(layer, { minLength: 1, maxLength: 4 }))
  .map(([blocks, layers]) => laidOver(blocks, layers))
