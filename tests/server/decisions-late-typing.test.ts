import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Client, settleAll } from '../support/cohort/client.ts'
import { away, runsOf, typeAt } from '../support/late-typing.ts'

const LATE = '[insertion--w-1.1]'

describe('typing on in one’s own insertion while it is decided', () => {
  it('[SUG404] a suggester, while a direct writer deletes it: it stays a proposal, under the replacement id', async () => {
    for (const [offset, like] of [
      [8, 'before'],
      [6, 'before'],
      [5, 'behind'],
    ] as const) {
      const { f, w, back } = await away('suggester')
      typeAt(w, offset, 'er', like)
      f.text.delete(6, 3)
      await settleAll([f])
      expect(runsOf(f)).toBe('base text')
      expect(await back()).toBe(`base |er${LATE}|text`)
    }
  })

  const places = [
    ['at its end', 8, 'before', `base new|er${LATE}|text`, `base |er${LATE}|text`],
    ['in its middle', 6, 'before', `base n|er${LATE}|ewtext`, `base |er${LATE}|text`],
    ['at its start', 5, 'behind', `base |er${LATE}|newtext`, `base |er${LATE}|text`],
  ] as const
  for (const [place, offset, like, accepted, rejected] of places) {
    it(`[SUG404] a suggester, ${place}: it stays a proposal, under the replacement id`, async () => {
      for (const verdict of ['accept', 'reject'] as const) {
        const { w, decide, back } = await away('suggester')
        typeAt(w, offset, 'er', like)
        await decide(verdict)
        expect(await back()).toBe(verdict === 'accept' ? accepted : rejected)
        expect(w.controls.filter(({ type }) => type === 'renamed')).toEqual([
          { type: 'renamed', from: 'w-1', to: 'w-1.1' },
        ])
      }
    })
  }

  it('[SUG404] a suggester, key by key while the decision is under way, in the middle of what they typed too', async () => {
    const { f, w, decide } = await away('suggester')
    await w.connect()
    await settleAll([f, w])
    w.line?.socket.sent.splice(0)
    await decide('reject')
    typeAt(w, 8, 'a', 'before')
    typeAt(w, 9, 'c', 'before')
    typeAt(w, 9, 'b', 'before')
    w.flush(1)
    await settleAll([f])
    w.flush(2)
    await settleAll([f, w])
    expect(runsOf(f)).toBe(`base |abc${LATE}|text`)
    expect(runsOf(w)).toBe(runsOf(f))
  })

  it('[SUG404] a direct writer: what stands in front of what the decision took away was typed without knowing of it', async () => {
    for (const verdict of ['accept', 'reject'] as const) {
      const { w, decide, back } = await away('editor')
      typeAt(w, 8, 'er', 'before')
      await decide(verdict)
      expect(await back()).toBe(verdict === 'accept' ? `base new|er${LATE}|text` : `base |er${LATE}|text`)
    }
  })

  it('[SUG404] a direct writer who knows of the decision writes base text, wherever it is', async () => {
    for (const verdict of ['accept', 'reject'] as const)
      for (const offset of verdict === 'accept' ? [5, 6, 8] : [5]) {
        const { f, w, decide, back } = await away('editor')
        await decide(verdict)
        await back()
        typeAt(w, offset, 'er', 'plain')
        await settleAll([f, w])
        expect(runsOf(f)).not.toContain('[')
        expect(runsOf(f)).toContain('er')
      }
  })

  it('[SUG404] what is sent again after it was accepted is no late work', async () => {
    for (const role of ['suggester', 'editor'] as const) {
      const { f, w, decide, back } = await away(role)
      await decide('accept')
      await back()
      typeAt(w, 2, 'x', 'plain')
      w.outgoing.length = 0
      w.doc.transact(() => w.text.delete(3, 1))
      w.outgoing.length = 0
      w.say({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(w.doc) })
      await settleAll([f, w])
      expect(w.controls.filter(({ type }) => type === 'refused' || type === 'renamed')).toEqual([])
      expect(runsOf(f)).toBe('base newtext')
    }
  })

  it('[SUG404] a suggester’s unmarked text elsewhere is refused as ever, and so is what they write beside somebody else’s', async () => {
    const { world, f, w, decide } = await away('suggester')
    await decide('accept')
    await w.connect()
    await settleAll([f, w])
    world.add('t', 'suggester')
    const t = new Client(world, 't', 13)
    await t.connect()
    await settleAll([f, w, t])
    typeAt(t, 8, 'forged', 'plain')
    await settleAll([f, t])
    expect(t.controls.some(({ type }) => type === 'refused')).toBe(true)
    typeAt(w, 2, 'forged', 'plain')
    await settleAll([f, w])
    expect(w.controls.some(({ type }) => type === 'refused')).toBe(true)
    expect(runsOf(f)).toBe('base newtext')
  })
})
