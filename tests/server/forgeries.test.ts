import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Role } from '#core/access/roles.ts'
import { gather } from '../support/cohort/cast.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { cellsOf } from '../support/gate-edits.ts'
import { markerAt, positionOf } from '../support/gate-world.ts'
import { showCells } from '../support/suggestion-oracle.ts'

const KEY = 'insertion--s-x-1'
const MARK = { by: 's', at: 5 }

/** An editor's words, in which «new» is proposed by `s` and «two» by the forger; then somebody forges. */
const meeting = async (role: Role) => {
  const { world, page } = await gather(
    [
      ['e', 'editor', 11],
      ['s', 'suggester', 12],
      ['m', role, 13],
    ],
    'one three',
  )
  const [e, s, m] = [page('e'), page('s'), page('m')]
  s.text.insert(5, 'new ', { [KEY]: { ...MARK } })
  await settleAll([e, s, m])
  return { world, e, s, m }
}

type Forge = (text: Y.Text) => void

const ANYBODY: Readonly<Record<string, Forge>> = {
  'a new suggestion in another’s name': (text) => text.insert(1, 'x', { 'insertion--s-x-2': { ...MARK } }),
  'a new suggestion under one’s own id in another’s name': (text) =>
    text.insert(1, 'x', { 'insertion--m-x-2': { ...MARK } }),
  'a new suggestion under another’s id': (text) =>
    text.insert(1, 'x', { 'insertion--s-x-2': { by: 'm', at: 5 } }),
  'another time on another’s suggestion': (text) =>
    text.format(positionOf(text, 'new'), 4, { [KEY]: { by: 's', at: 6 } }),
  'another author on a suggestion': (text) =>
    text.format(positionOf(text, 'new'), 4, { [KEY]: { by: 'm', at: 5 } }),
  'own text under another’s id with another time': (text) =>
    text.insert(positionOf(text, 'new') + 1, 'x', { [KEY]: { by: 's', at: 6 } }),
  'an unknown root': (text) => text.doc?.getText('other').insert(0, 'x'),
  'an unknown attribute of a block': (text) => void markerAt(text, 0).set('script', 'x'),
}

const SUGGESTER: Readonly<Record<string, Forge>> = {
  ...ANYBODY,
  'text without a mark': (text) => text.insert(1, 'x', {}),
  'a block without a mark': (text) => text.insertEmbed(3, new Y.Map<unknown>([['bid', 'z']]), {}),
  'a deletion of base text': (text) => text.delete(1, 2),
  'a block of another kind': (text) => void markerAt(text, 0).set('kind', 'heading'),
  'an accepted suggestion of another': (text) => text.format(positionOf(text, 'new'), 4, { [KEY]: null }),
  'a rejected suggestion of another': (text) => text.delete(positionOf(text, 'new'), 4),
  'own text under another’s known id': (text) =>
    text.insert(positionOf(text, 'new') + 1, 'x', { [KEY]: { ...MARK } }),
  'base text marked as proposed': (text) => text.format(1, 3, { 'insertion--m-x-1': { by: 'm', at: 5 } }),
  'base text marked as another’s proposal': (text) => text.format(1, 3, { [KEY]: { ...MARK } }),
  'another’s mark on half of it taken off': (text) =>
    text.format(positionOf(text, 'new'), 2, { [KEY]: null }),
}

/** What an editor cannot do by a mark, and the server puts back in the same frame [GAT14]. */
const REPAIRED: Readonly<Record<string, Forge>> = {
  'base text marked as proposed': SUGGESTER['base text marked as proposed'] ?? (() => undefined),
  'base text marked as another’s proposal':
    SUGGESTER['base text marked as another’s proposal'] ?? (() => undefined),
}

const shown = (client: Client): string => showCells(cellsOf(client.doc))

const TABLE = [
  ...Object.entries(SUGGESTER).map(([name, forge]) => ({ role: 'suggester', name, forge }) as const),
  ...Object.entries(ANYBODY).map(([name, forge]) => ({ role: 'editor', name, forge }) as const),
]

describe('forged work', () => {
  it.each(TABLE)(
    '[GAT470] of a $role is refused, kept, and changes nothing: $name',
    async ({ role, forge }) => {
      const { world, e, s, m } = await meeting(role)
      const room = await world.room()
      const [text, state] = [shown(e), room.stateAsUpdate()]
      m.doc.transact(() => forge(m.text))
      await settleAll([e, s, m])
      const refused = m.controls.find(({ type }) => type === 'refused')
      expect(refused).toMatchObject({ type: 'refused' })
      expect(room.stateAsUpdate()).toEqual(state)
      expect(shown(e)).toBe(text)
      expect(shown(s)).toBe(text)
      const tray = await world.lateTray.list(world.document)
      if (refused?.type === 'refused' && refused.late !== null)
        expect(tray).toMatchObject([{ id: refused.late, by: 'm', reason: refused.reason }])
      // The same member goes on honestly with a fresh copy, and so does everybody else.
      m.disconnect()
      const again = new Client(world, 'm', 14)
      await again.connect()
      await settleAll([again])
      again.text.insert(1, 'honest ', { 'insertion--m-y-1': { by: 'm', at: 9 } })
      s.text.insert(positionOf(s.text, 'new') + 3, 'er', { [KEY]: { ...MARK } })
      await settleAll([e, s, again])
      expect(e.plain).toBe('honest one newer three')
      expect(again.controls.filter(({ type }) => type === 'refused')).toEqual([])
      expect(world.broken).toEqual([])
    },
  )

  it.each(Object.entries(REPAIRED))(
    '[GAT14] of an editor is put back in the same frame: %s',
    async (_name, forge) => {
      const { e, s, m } = await meeting('editor')
      const text = shown(e)
      m.doc.transact(() => forge(m.text))
      await settleAll([e, s, m])
      expect(shown(e)).toBe(text)
      expect(shown(m)).toBe(text)
    },
  )
})
