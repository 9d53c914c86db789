import { KEPT_CONTROLS, BIDI_CONTROLS } from '#core/text/characters.ts'
import type { Finding } from '../../extensions/text-check/finding.ts'

const CONTROLS = new RegExp(`${KEPT_CONTROLS.source}|${BIDI_CONTROLS.source}`, 'gu')

const NAMES: Readonly<Record<string, string>> = {
  '\u061c': 'ALM',
  '\u200c': 'ZWNJ',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
}

const named = (control: string): string =>
  NAMES[control] ?? `U+${(control.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** The words of a remark with what cannot be seen in them by name, and blanks as a sign where they are what it is about. */
export const shownWords = (words: string, { kind }: Pick<Finding, 'kind'>): string => {
  const seen = words.replaceAll(CONTROLS, (control) => (kind === 'invisible' ? `[${named(control)}]` : ''))
  return kind === 'blanks' || kind === 'punctuation'
    ? seen.replaceAll(/ {2,}| (?=[،؛؟.:!,;?])/gu, (blanks) => '␣'.repeat(blanks.length))
    : seen
}
