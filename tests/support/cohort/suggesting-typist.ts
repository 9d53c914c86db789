import { Fragment, Slice, type Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { schema } from '#core/schema/schema.ts'
import { block } from '../peers/peer.ts'
import type { SeededRandom } from '../seeded-random.ts'
import type { SuggestingEdit } from './suggesting-run.ts'

/**
 * A word that is nobody else's, neither in its first letter nor in its last: what takes another's place shares nothing
 * with it. The last letter, of a private use area, ends the word; there is no space.
 */
export const wordOf = (number: number): string =>
  `${String.fromCharCode(0x4e00 + number)}${number}${String.fromCharCode(0xe000 + number)}`

export const WORD = /[\u4e00-\u9fff]\d+[\ue000-\uf8ff]/g

const isEnd = (letter: string | undefined): boolean => letter !== undefined && /[ \ue000-\uf8ff]/.test(letter)

/** Positions between words: nothing done there breaks a word. */
const seams = (node: Node, at: number): number[] => {
  const found = [at + 1]
  const text = node.textContent
  for (let index = 1; index <= text.length; index++) if (isEnd(text[index - 1])) found.push(at + 1 + index)
  return found
}

/** One edit at the seams between words, as a person who writes directly makes it; `token` is the word they type. */
export const editAtSeams = (
  tr: Transaction,
  kind: Exclude<SuggestingEdit, 'undo' | 'redo'>,
  draw: SeededRandom,
  token: string,
): void => {
  const blocks: { node: Node; at: number }[] = []
  tr.doc.forEach((node, at) => blocks.push({ node, at }))
  const { node, at } = draw.pick(blocks)
  const places = seams(node, at)
  const index = draw.below(places.length)
  const place = places[index] ?? at + 1
  const end = places[Math.min(places.length - 1, index + 1 + draw.below(3))] ?? place
  switch (kind) {
    case 'type':
      tr.insertText(token, place)
      return
    case 'delete':
      if (end > place) tr.delete(place, end)
      return
    case 'replace':
      tr.replaceWith(place, end, schema.text(token))
      return
    case 'split':
      tr.split(place, 1, [{ type: node.type, attrs: { ...node.attrs, bid: null } }])
      return
    case 'join':
      if (at > 0) tr.join(at)
      return
    case 'retype':
      tr.setNodeAttribute(at, 'kind', draw.pick(['heading', 'paragraph', 'item', 'quote']))
      return
    case 'style':
      if (end > place && draw.chance(0.7)) tr.addMark(place, end, schema.mark(draw.pick(['bold', 'italic'])))
      else if (end > place) tr.removeMark(place, end, schema.mark('bold'))
      return
    case 'paste':
      tr.replace(place, place, new Slice(Fragment.from([block(token), block('')]), 1, 1))
      return
    case 'break':
      tr.insertText('\n', place)
      return
    case 'delete-block':
      if (blocks.length > 1) tr.delete(at, at + node.nodeSize)
      return
    case 'move': {
      if (blocks.length < 2) return
      tr.delete(at, at + node.nodeSize)
      const targets = [tr.doc.content.size]
      tr.doc.forEach((_node, position) => targets.push(position))
      tr.insert(draw.pick(targets.filter((target) => target !== at)), node)
      return
    }
  }
}
