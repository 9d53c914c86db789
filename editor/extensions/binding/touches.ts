import type { Transform } from 'prosemirror-transform'

/** Does a transform change anything of `from`…`to` of its first document, or right at its ends? */
export const touches = (transform: Transform, from: number, to: number): boolean => {
  let start = from
  let end = to
  for (const step of transform.steps) {
    const map = step.getMap()
    let hit = false
    map.forEach((oldStart, oldEnd) => {
      if (oldStart < end && oldEnd > start) hit = true
    })
    const flat: { from?: unknown; to?: unknown; pos?: unknown } = step.toJSON()
    const at = typeof flat.pos === 'number' ? flat.pos : typeof flat.from === 'number' ? flat.from : -1
    const until = typeof flat.to === 'number' ? flat.to : at
    if (at <= end && until >= start) hit = true
    if (hit) return true
    start = map.map(start, 1)
    end = map.map(end, -1)
  }
  return false
}
