import { Fragment, Slice, type Mark, type Node } from 'prosemirror-model'
import { schema } from '#core/schema/schema.ts'
import { block, type Peer } from './peer.ts'
import type { SeededRandom } from '../seeded-random.ts'

/** What people do to a text, as random operations. */
export const OPERATIONS = [
  'type',
  'type-twice',
  'type-thrice',
  'backspace',
  'delete',
  'delete-across',
  'split',
  'join',
  'indent',
  'retype',
  'paste-inside',
  'paste-open',
  'bold',
  'unbold',
  'link',
  'suggest',
  'suggest-block',
  'unsuggest-block',
  'delete-block',
  'move',
  'insert-block',
  'undo',
  'redo',
  'replace-all',
  'line-break',
  'several',
  'same-text',
] as const
export type Operation = (typeof OPERATIONS)[number]

const mark = (name: string, attrs?: Record<string, unknown>): Mark => schema.mark(name, attrs)

/** Nobody can put a caret between the halves of a surrogate pair. */
export const wholeCharacter = (doc: Node, position: number): number =>
  /^[\udc00-\udfff]/.test(doc.resolve(position).nodeAfter?.text ?? '') ? position + 1 : position

/** One random operation of one peer; answers what it was. */
export const operate = (
  peer: Peer,
  draw: SeededRandom,
  kinds: readonly Operation[] = OPERATIONS,
  suggestions = ['i1', 'i2', 'i3'],
): Operation => {
  const { below, pick, chance } = draw
  const blocks: { node: Node; at: number }[] = []
  peer.doc.forEach((node, at) => blocks.push({ node, at }))
  const { node, at } = pick(blocks)
  const second = pick(blocks)
  const inside = wholeCharacter(peer.doc, at + 1 + below(node.content.size + 1))
  const other = wholeCharacter(peer.doc, second.at + 1 + below(second.node.content.size + 1))
  const [from, to] = inside < other ? [inside, other] : [other, inside]
  const end = at + 1 + node.content.size
  const kind = pick(kinds)
  peer.act((tr) => {
    switch (kind) {
      case 'type':
      case 'type-twice':
      case 'type-thrice':
        tr.insertText(pick(['a', 'b', 'xyz', 'aa', '😀']), inside)
        break
      case 'line-break':
        tr.insertText('\n', inside)
        break
      case 'backspace':
        if (inside > at + 1)
          tr.delete(wholeCharacter(peer.doc, inside - 1) === inside ? inside - 2 : inside - 1, inside)
        break
      case 'delete':
        tr.delete(inside, wholeCharacter(peer.doc, Math.min(end, inside + 4)))
        break
      case 'delete-across':
        if (chance(0.4)) tr.delete(from, to)
        break
      case 'split':
        tr.split(inside)
        break
      case 'join':
        if (at > 0) tr.join(at)
        break
      case 'indent':
        tr.setNodeAttribute(at, 'indent', below(4))
        break
      case 'retype':
        tr.setNodeMarkup(at, null, {
          ...node.attrs,
          kind: pick(['heading', 'paragraph']),
          level: pick([null, 1, 2]),
        })
        break
      case 'paste-inside':
        tr.replace(
          inside,
          inside,
          new Slice(Fragment.from([block('p1'), block('p2', { kind: 'heading' }), block('p3')]), 1, 1),
        )
        break
      case 'paste-open':
        tr.replaceRange(
          from,
          to,
          new Slice(
            Fragment.from([block('q1'), block([schema.text('q2', [mark('bold')])])]),
            below(2),
            below(2),
          ),
        )
        break
      case 'bold':
        tr.addMark(from, to, mark('bold'))
        break
      case 'unbold':
        tr.removeMark(from, to, mark('bold'))
        break
      case 'link':
        tr.addMark(from, to, mark('link', { href: pick(['https://u.example', 'https://v.example']) }))
        break
      case 'suggest':
        tr.addMark(from, to, mark(pick(['insertion', 'deletion']), { id: pick(suggestions), by: 'A', at: 1 }))
        break
      case 'suggest-block':
        tr.addNodeMark(at, mark('deletion', { id: pick(['n1', 'n2']), by: 'A', at: 1 }))
        break
      case 'unsuggest-block': {
        const [first] = node.marks
        if (first !== undefined) tr.removeNodeMark(at, first)
        break
      }
      case 'delete-block':
        if (blocks.length > 1) tr.delete(at, at + node.nodeSize)
        break
      case 'move': {
        if (blocks.length < 2) break
        tr.delete(at, at + node.nodeSize)
        const places = [tr.doc.content.size]
        tr.doc.forEach((_node, place) => places.push(place))
        tr.insert(pick(places), node)
        break
      }
      case 'insert-block':
        tr.insert(at, block(pick(['', 'new'])))
        break
      case 'replace-all':
        if (chance(0.2))
          tr.replaceWith(
            0,
            tr.doc.content.size,
            [block('r1', { bid: String(node.attrs['bid']) }), node, block('r2')].slice(below(3)),
          )
        break
      case 'several':
        tr.insertText('m', inside)
        if (at > 0) tr.join(at)
        tr.setNodeMarkup(0, null, { ...tr.doc.child(0).attrs, list: 'bullet' })
        tr.insertText('n', 1)
        break
      case 'same-text':
        tr.replaceWith(at + 1, end, schema.text(`aa${node.textContent}`, [mark('italic')]))
        break
      case 'undo':
      case 'redo':
        break
    }
  })
  if (kind === 'undo') peer.undoManager.undo()
  if (kind === 'redo') peer.undoManager.redo()
  return kind
}
