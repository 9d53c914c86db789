import { hasArabicLetter } from '#core/text/direction.ts'
import { NO_FORMATS, withFormat, type RawFormats } from '#core/schema/content.ts'
import { switchOf, type Properties, type WordStyles } from './word-styles.ts'
import { valueOf } from './xml-tree.ts'

/** Bold, italic and underline of a run, as the schema has them. */
export type Emphasis = RawFormats

/** What else a reader sees on a run and our schema does not hold, by the detail of the warning. */
const LOST: readonly (readonly [string, string])[] = [
  ['w:strike', 'strike'],
  ['w:dstrike', 'strike'],
  ['w:highlight', 'highlight'],
  ['w:vanish', 'hidden'],
  ['w:caps', 'caps'],
]

/** By itself, or by its style of characters. */
export const lostFormats = (properties: Properties, styles: WordStyles): readonly string[] => {
  if (properties === null) return []
  const chain = styles.characterChain(valueOf(properties, 'w:rStyle'))
  const isOn = (name: string): boolean => switchOf(properties, name) ?? styles.runSwitch(chain, name) ?? false
  const lost = LOST.filter(([name]) => isOn(name)).map(([, detail]) => detail)
  const raised = valueOf(properties, 'w:vertAlign')
  if (raised === 'superscript' || raised === 'subscript') lost.push(raised)
  return lost
}

export interface RunSurroundings {
  readonly styles: WordStyles
  /** Id of the paragraph's style; null without one. */
  readonly paragraphStyle: string | null
  /** A heading is bold by being one: what its style says of runs is no emphasis. */
  readonly isHeading: boolean
  /** A file of our own: its styles look like emphasis and mean none. */
  readonly isOwn: boolean
}

/**
 * Emphasis of a run: what it says itself, else its style of characters against that of its paragraph (Word's switches
 * toggle: bold in bold is plain), else the defaults. Letters of complex scripts have switches of their own (`w:bCs`).
 */
export const emphasisOf = (
  properties: Properties,
  text: string,
  { styles, paragraphStyle, isHeading, isOwn }: RunSurroundings,
): Emphasis => {
  const isComplex =
    switchOf(properties, 'w:rtl') === true || switchOf(properties, 'w:cs') === true || hasArabicLetter(text)
  const characters = isOwn ? [] : styles.characterChain(valueOf(properties, 'w:rStyle'))
  const paragraph = isHeading || isOwn ? [] : styles.paragraphChain(paragraphStyle)
  const toggle = (name: string): boolean => {
    const direct = switchOf(properties, name)
    if (direct !== null) return direct
    const isOn =
      (styles.runSwitch(characters, name) ?? false) !== (styles.runSwitch(paragraph, name) ?? false)
    return isOn || (!isHeading && styles.defaultSwitch(name))
  }
  let formats = NO_FORMATS
  if (toggle(isComplex ? 'w:bCs' : 'w:b')) formats = withFormat(formats, 'bold', true)
  if (toggle(isComplex ? 'w:iCs' : 'w:i')) formats = withFormat(formats, 'italic', true)
  const underline =
    switchOf(properties, 'w:u') ?? styles.runSwitch(characters, 'w:u') ?? styles.runSwitch(paragraph, 'w:u')
  return underline === true ? withFormat(formats, 'underline', true) : formats
}
