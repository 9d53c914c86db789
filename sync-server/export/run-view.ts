import type { RawFormats, Run } from '#core/schema/content.ts'
import { parseSuggestionKey } from '#core/schema/formats.ts'
import { isSafeHref } from '#core/schema/link.ts'

/** What a writer needs to know of the formats of a run or a block. */
export interface FormatView {
  readonly bold: boolean
  readonly italic: boolean
  readonly underline: boolean
  /** Only a safe address. */
  readonly href: string | null
  /** Ids of the suggestions on it, null where there is none of the kind. In a projection all are null. */
  readonly inserted: string | null
  readonly deleted: string | null
  readonly changed: string | null
}

const hrefOf = (value: unknown): string | null => {
  const href = typeof value === 'object' && value !== null && 'href' in value ? value.href : null
  return isSafeHref(href) ? href : null
}

export const viewFormats = (formats: RawFormats): FormatView => {
  const ids = { insertion: '', deletion: '', formatChange: '' }
  for (const key of formats.keys()) {
    const suggestion = parseSuggestionKey(key)
    if (suggestion !== null) ids[suggestion.kind] = suggestion.id
  }
  return {
    bold: formats.get('bold') === true,
    italic: formats.get('italic') === true,
    underline: formats.get('underline') === true,
    href: hrefOf(formats.get('link')),
    inserted: ids.insertion === '' ? null : ids.insertion,
    deleted: ids.deletion === '' ? null : ids.deletion,
    changed: ids.formatChange === '' ? null : ids.formatChange,
  }
}

const trimLine = (runs: readonly Run[]): Run[] => {
  const line = runs.filter((run) => run.text !== '')
  for (let first = line[0]; first !== undefined; first = line[0]) {
    const text = first.text.trimStart()
    if (text === first.text) break
    if (text === '') line.shift()
    else line[0] = { ...first, text }
  }
  for (let last = line[line.length - 1]; last !== undefined; last = line[line.length - 1]) {
    const text = last.text.trimEnd()
    if (text === last.text) break
    if (text === '') line.pop()
    else line[line.length - 1] = { ...last, text }
  }
  return line
}

/** The runs cut at line breaks; blanks at both ends of a line and empty lines are left out. */
export const linesOf = (runs: readonly Run[]): Run[][] => {
  const lines: Run[][] = [[]]
  for (const run of runs) {
    run.text.split('\n').forEach((text, index) => {
      if (index > 0) lines.push([])
      lines[lines.length - 1]?.push({ ...run, text })
    })
  }
  return lines.map(trimLine).filter((line) => line.length > 0)
}

/** CriticMarkup around a piece of text that is proposed: `{++new++}`, `{--gone--}`. */
export const criticMarkup = (text: string, view: FormatView): string => {
  const inserted = view.inserted === null ? text : `{++${text}++}`
  return view.deleted === null ? inserted : `{--${inserted}--}`
}
