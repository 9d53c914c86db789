import type { XmlElement } from './xml-tree.ts'

/** A tracked change as the file tells it. */
export interface Revision {
  /** As written in the file; '' when it does not say. */
  readonly author: string
  /** Milliseconds since 1970; null when the file does not say. */
  readonly at: number | null
  /** Revisions with one name are one suggestion wherever they stand; null: those side by side are. */
  readonly group: string | null
}

/** A date of Word. It writes local time and calls it UTC; newer versions say the true time beside it. */
const timeOf = ({ attributes }: XmlElement): number | null => {
  const text = attributes.get('siyagha:at')
  if (text !== undefined && /^\d{1,16}$/u.test(text)) return Number(text)
  const date = attributes.get('w16du:dateUtc') ?? attributes.get('w:date')
  const time =
    date === undefined ? Number.NaN : Date.parse(/[zZ]|[+-]\d\d:\d\d$/u.test(date) ? date : `${date}Z`)
  return Number.isNaN(time) ? null : time
}

export const revisionOf = (element: XmlElement, move: string | null): Revision => {
  const own = element.attributes.get('siyagha:group')
  return {
    author: (element.attributes.get('w:author') ?? '').normalize('NFC').trim().slice(0, 200),
    at: timeOf(element),
    group: own === undefined ? (move === null ? null : `move ${move}`) : `own ${own}`,
  }
}

/** Same author, same time, same group: to a reader one change. */
export const sameRevision = (one: Revision | null, two: Revision | null): boolean =>
  one === two ||
  (one !== null && two !== null && one.author === two.author && one.at === two.at && one.group === two.group)
