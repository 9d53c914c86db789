import type { Group } from './group-cards.ts'
import type { Anchored } from './margin-item.ts'

/** What is drawn in the margin at one place: a card, or a sign that stands for several. */
export interface MarginEntry extends Anchored {
  readonly cluster: boolean
  /** What it shows or stands for, in text order; one key for a card. */
  readonly keys: readonly string[]
}

/**
 * What is drawn of the groups [UI501]. The active one is never inside a cluster: it stands by itself at its place, and
 * the rest of its cluster under it.
 */
export const marginEntries = (groups: readonly Group[], active: string | null): readonly MarginEntry[] =>
  groups.flatMap(({ members, dense }): readonly MarginEntry[] => {
    const card = ({ key, anchor }: Anchored): MarginEntry => ({ key, anchor, cluster: false, keys: [key] })
    if (!dense) return members.map(card)
    const shown = members.filter(({ key }) => key === active)
    const hidden = members.filter(({ key }) => key !== active)
    const [first] = hidden
    if (first === undefined) return shown.map(card)
    const anchor = Math.max(first.anchor, shown[0]?.anchor ?? first.anchor)
    const keys = hidden.map(({ key }) => key)
    return [...shown.map(card), { key: `cluster ${first.key}`, anchor, cluster: true, keys }]
  })

/** Are the same things drawn, wherever they stand? */
export const sameEntries = (one: readonly MarginEntry[], two: readonly MarginEntry[]): boolean =>
  one.length === two.length &&
  one.every(({ key, keys }, index) => {
    const other = two[index]
    return (
      other?.key === key && other.keys.length === keys.length && other.keys.every((id, at) => id === keys[at])
    )
  })
