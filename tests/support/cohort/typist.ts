import { Fragment, Slice, type Node } from 'prosemirror-model'
import { operate, type Operation as Wild } from '../peers/operations.ts'
import { block, type Peer } from '../peers/peer.ts'
import { seededRandom, type SeededRandom } from '../seeded-random.ts'
import type { Kind } from './operation.ts'

/** Everything that direct writers do, without suggestions of others. */
const WILD: readonly Wild[] = [
  'type',
  'type-twice',
  'type-thrice',
  'backspace',
  'delete',
  'delete-across',
  'indent',
  'paste-inside',
  'paste-open',
  'bold',
  'unbold',
  'link',
  'delete-block',
  'insert-block',
  'replace-all',
  'line-break',
  'several',
  'same-text',
]

interface Placed {
  readonly node: Node
  readonly at: number
}

const blocksOf = (doc: Node): Placed[] => {
  const blocks: Placed[] = []
  doc.forEach((node, at) => blocks.push({ node, at }))
  return blocks
}

/** Positions between words: nothing typed or split there breaks a word. */
const seams = ({ node, at }: Placed): number[] => {
  const text = node.textContent
  const found = [at + 1]
  for (let index = 1; index <= text.length; index++) if (text[index - 1] === ' ') found.push(at + 1 + index)
  return found
}

/** One change by one person, at the seams between words; `wild` ones anywhere. `token` is the word they type. */
export const act = (peer: Peer, kind: Kind, seed: number, token: string): void => {
  const draw = seededRandom(seed)
  peer.undoManager.stopCapturing()
  if (kind === 'wild') operate(peer, draw, WILD)
  else if (kind === 'undo') peer.undoManager.undo()
  else if (kind === 'redo') peer.undoManager.redo()
  else edit(peer, kind, draw, token)
}

/** One of those that `serve`, so that hardly any operation does nothing; of all when none does. */
const pickBlock = (
  draw: SeededRandom,
  blocks: readonly Placed[],
  serves: (block: Placed) => boolean,
): Placed => {
  const fit = blocks.filter(serves)
  return draw.pick(fit.length > 0 ? fit : blocks)
}

const hasText = ({ node }: Placed): boolean => node.content.size > 0

const edit = (peer: Peer, kind: Kind, draw: SeededRandom, token: string): void => {
  const blocks = blocksOf(peer.doc)
  const chosen = pickBlock(draw, blocks, (block) => {
    if (kind === 'delete') return hasText(block)
    return kind === 'join' ? block.at > 0 : true
  })
  const places = seams(chosen)
  const place = kind === 'delete' && places.length > 1 ? draw.pick(places.slice(0, -1)) : draw.pick(places)
  const end = chosen.at + chosen.node.nodeSize
  peer.act((tr) => {
    if (kind === 'type') tr.insertText(`${token} `, place)
    if (kind === 'split') tr.split(place)
    if (kind === 'join' && chosen.at > 0) tr.join(chosen.at)
    if (kind === 'delete') {
      const next = places.find((one) => one > place)
      if (next !== undefined) tr.delete(place, next)
    }
    if (kind === 'delete-block' && blocks.length > 1) tr.delete(chosen.at, end)
    if (kind === 'delete-all') tr.delete(1, tr.doc.content.size - 1)
    if (kind === 'retype') {
      const { attrs } = chosen.node
      const others = ['heading', 'paragraph', 'item', 'quote'].filter((one) => one !== attrs['kind'])
      tr.setNodeMarkup(chosen.at, null, { ...attrs, kind: draw.pick(others), level: draw.pick([null, 1, 2]) })
    }
    if (kind === 'paste')
      tr.replace(place, place, new Slice(Fragment.from([block(`${token} `), block(''), block('')]), 1, 1))
    if (kind === 'move' && blocks.length > 1) {
      tr.delete(chosen.at, end)
      const targets = [0, ...blocksOf(tr.doc).map(({ node, at }) => at + node.nodeSize)]
      tr.insert(draw.pick(targets.filter((target) => target !== chosen.at)), chosen.node)
    }
  })
}
