import type { Node } from 'prosemirror-model'
import { Step, Transform } from 'prosemirror-transform'
import { describe, expect, it } from 'vitest'
import { decodeDocument, encodeDocument } from '#core/schema/content.ts'
import { schema } from '#core/schema/schema.ts'
import { isRemote } from '../../editor/extensions/binding/sequence-plugin.ts'
import { operate } from '../support/peers/operations.ts'
import { block, copyOf, document, openPeer, pull, seeded } from '../support/peers/peer.ts'
import { seededRandom, seeds } from '../support/seeded-random.ts'

const canonical = (doc: Node): Node => decodeDocument(schema, encodeDocument(doc))

/** Why a transform breaks the law; null when it keeps it. */
const breach = (transform: Transform): string | null => {
  let again: Node = transform.docs[0] ?? transform.doc
  for (const step of transform.steps) {
    const result = Step.fromJSON(schema, step.toJSON()).apply(again)
    if (result.doc === null) return `does not apply again: ${String(result.failed)}`
    again = result.doc
  }
  if (!again.eq(transform.doc)) return 'differs after a round trip through JSON'
  const back = new Transform(transform.doc)
  for (let k = transform.steps.length - 1; k >= 0; k--) {
    const [step, doc] = [transform.steps[k], transform.docs[k]]
    if (step === undefined || doc === undefined) continue
    const undone = back.maybeStep(step.invert(doc))
    if (undone.failed !== null) return `does not invert: ${undone.failed}`
  }
  // The inverse of taking off one of two like marks puts it on behind the other: order apart.
  if (!canonical(back.doc).eq(canonical(transform.before))) return 'inverted gives another document'
  return null
}

/** Characters that are unique on both sides and do not map to themselves. */
const displaced = (transform: Transform): string[] => {
  const places = (doc: Node): Map<string, number> => {
    const found = new Map<string, number>()
    doc.descendants((node, position) => {
      ;(node.text ?? '').split('').forEach((char, k) => found.set(char, position + k))
    })
    return found
  }
  const after = places(transform.doc)
  return [...places(transform.before)]
    .filter(
      ([char, at]) =>
        char.charCodeAt(0) >= FIRST_TOKEN &&
        after.has(char) &&
        transform.mapping.map(at, 1) !== after.get(char),
    )
    .map(([char]) => char)
}

const FIRST_TOKEN = 0x4e00

/** Without undo: what it restores is new text in the old one's likeness. */
const transformsOf = (seed: number): Transform[] => {
  const draw = seededRandom(seed)
  let tokens = 0
  const fresh = (length: number): string =>
    Array.from({ length }, () => String.fromCharCode(FIRST_TOKEN + tokens++)).join('')
  const server = seeded(document(...[0, 1, 2].map((k) => block(fresh(8), { bid: `p${k}` }))))
  const [writer, reader] = [openPeer(copyOf(server, 10)), openPeer(copyOf(server, 20))]
  reader.view.seen.length = 0
  for (let n = 0; n < 40; n++) {
    const author = draw.chance(0.7) ? writer : reader
    operate(author, draw, [
      'split',
      'join',
      'delete',
      'bold',
      'unbold',
      'link',
      'suggest',
      'retype',
      'suggest-block',
      'delete-block',
      'insert-block',
    ])
    author.act((tr) => tr.insertText(fresh(2), 1 + draw.below(tr.doc.child(0).content.size + 1)))
    if (draw.chance(0.4)) pull(reader.ydoc, writer.ydoc)
    if (draw.chance(0.2)) pull(writer.ydoc, reader.ydoc)
  }
  const transforms = reader.view.seen.filter((one) => one.docChanged && isRemote(one))
  for (const peer of [writer, reader]) {
    peer.check()
    peer.destroy()
  }
  return transforms
}

describe('law L4: a transform inverts, survives JSON and maps positions', () => {
  it('[DOC6] holds for the steps of remote changes, and what stays keeps its place in the mapping', () => {
    let seen = 0
    for (const seed of seeds(40, 1000))
      for (const transform of transformsOf(seed)) {
        seen++
        expect(breach(transform), `seed ${seed}`).toBeNull()
        expect(displaced(transform), `seed ${seed}`).toEqual([])
      }
    expect(seen).toBeGreaterThan(100)
  })

  it('[DOC6] catches a binding that replaces the whole document', () => {
    const [transform] = transformsOf(1)
    if (transform === undefined) throw new Error('no transform')
    const whole = new Transform(transform.before)
    whole.replaceWith(0, whole.doc.content.size, transform.doc.content)
    expect(displaced(whole)).not.toEqual([])
  })
})
