import { expect } from 'vitest'
import type * as Y from 'yjs'
import { editSequence, type SequenceEdit } from '#core/shared-doc/sequence-edit.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { withFormat } from '#core/schema/content.ts'
import { gather } from './cohort/cast.ts'
import { settleAll, type Client } from './cohort/client.ts'

/** Text of the first block, each run as `text[keys]`. */
export const runsOf = (client: Client): string => {
  const sequence = new Sequence(client.text)
  const shown = sequence
    .runs(sequence.slotOf(0))
    .map(({ text, formats }) => (formats.size === 0 ? text : `${text}[${[...formats.keys()].join(' ')}]`))
  sequence.destroy()
  return shown.join('|')
}

const firstSlot = ({ text }: Client): number => {
  const sequence = new Sequence(text)
  const slot = sequence.slotOf(0)
  sequence.destroy()
  return slot
}

/** Edits as the editor does, in one transaction under `origin`. */
export const editAs = (text: Y.Text, origin: string, change: (edit: SequenceEdit) => void): void => {
  const sequence = new Sequence(text)
  editSequence(sequence, origin, change)
  sequence.destroy()
}

/** Types as the editor does: the characters bear what their neighbour in front (or behind) bears. */
export const typeAt = (
  client: Client,
  offset: number,
  text: string,
  like: 'before' | 'behind' | 'plain',
): void => {
  const sequence = new Sequence(client.text)
  const slot = sequence.slotOf(0)
  let at = 0
  let formats = withFormat(new Map(), 'x', null)
  for (const run of sequence.runs(slot)) {
    const end = at + run.text.length
    if (like === 'before' ? at < offset && offset <= end : at <= offset && offset < end) formats = run.formats
    at = end
  }
  if (like === 'plain') formats = withFormat(new Map(), 'x', null)
  editSequence(sequence, 'typing', (edit) => edit.insertText({ slot, offset }, text, formats))
  sequence.destroy()
}

/** Deletes as the editor does: the marks of what goes stay. */
export const deleteAt = (client: Client, offset: number, length: number): void => {
  const slot = firstSlot(client)
  editAs(client.text, 'typing', (edit) => edit.delete({ slot, offset }, { slot, offset: offset + length }))
}

/** `writer` has proposed «new» in «base text», everybody has it, and `writer` is away. */
export const away = async (role: 'suggester' | 'editor') => {
  const { world, page } = await gather(
    [
      ['f', 'facilitator', 11],
      ['w', role, 12],
    ],
    'base text',
  )
  const [f, w] = [page('f'), page('w')]
  const proposed = new Map([['insertion--w-1', { by: 'w', at: 5 }]])
  const at = { slot: firstSlot(w), offset: 5 }
  editAs(w.text, 'typing', (edit) => edit.insertText(at, 'new', proposed))
  await settleAll([f, w])
  expect(runsOf(f)).toBe('base |new[insertion--w-1]|text')
  w.disconnect()
  const decide = async (verdict: 'accept' | 'reject') => {
    const decisions = [{ suggestion: 'w-1', verdict }]
    await (await world.room()).decisions.decide('f', { id: 'd', decisions })
    await settleAll([f])
  }
  const back = async () => {
    await w.connect()
    await settleAll([f, w])
    expect(w.controls.filter(({ type }) => type === 'refused')).toEqual([])
    expect(runsOf(w)).toBe(runsOf(f))
    expect(world.broken).toEqual([])
    return runsOf(f)
  }
  return { world, f, w, decide, back }
}
