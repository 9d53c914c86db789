import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { MAX_BLOCKS, MAX_DOCUMENT_BYTES } from '#core/shared-doc/gate.ts'
import type { DocumentState, Sender } from '#core/shared-doc/judge.ts'
import {
  as,
  contentOf,
  copyOf,
  drafting,
  GateWorld,
  markerAt,
  positionOf,
  SERVER_CLIENT_ID,
  updateOf,
} from '../support/gate-world.ts'

const A = as('A', 'suggester')
const EDITOR = as('E', 'editor')
const FACILITATOR = as('F', 'facilitator')

const by = (member: string, at = 1000) => ({ by: member, at })
/** Yjs writes into the formats it is given: a fresh object each time. */
const own = () => ({ 'insertion--A-s-9': by('A', 5000) })

/** Three blocks, with suggestions of A and of B in them. */
const seed = (): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = SERVER_CLIENT_ID
  const text = contentOf(doc)
  const block = (attrs: readonly [string, unknown][], ...runs: readonly [string, object?][]) => {
    text.insertEmbed(text.length, new Y.Map<unknown>(attrs), {})
    for (const [words, formats] of runs) text.insert(text.length, words, formats ?? {})
  }
  block(
    [['bid', 'b1']],
    ['The quick '],
    ['very ', { 'insertion--B-s-1': by('B') }],
    ['brown '],
    ['mine ', { 'insertion--A-s-1': by('A') }],
    ['fox', { 'deletion--B-s-2': by('B') }],
    ['.'],
  )
  block(
    [
      ['bid', 'b2'],
      ['kind', 'heading'],
      ['level', 2],
    ],
    ['Second', { 'deletion--A-s-2': by('A') }],
    [' paragraph here.'],
  )
  block([['bid', 'b3']], ['نص عربي للتجربة.'])
  return Y.encodeStateAsUpdate(doc)
}

type Edit = (text: Y.Text) => void
interface Case {
  readonly name: string
  readonly edit: Edit
  readonly sender?: Sender
  readonly document?: DocumentState
}

const at = (text: Y.Text, words: string, after = 0): number => positionOf(text, words) + after
const format =
  (words: string, formats: Record<string, unknown>): Edit =>
  (text) =>
    text.format(at(text, words), words.length, formats)
const marker = (entries: Record<string, unknown>) => new Y.Map<unknown>(Object.entries(entries))
const stage = (name: DocumentState['stage']): DocumentState => ({ stage: name, locks: [] })
const locked = (from: string, to: string): DocumentState => ({
  stage: 'drafting',
  locks: [{ id: 'l1', from, to }],
})

const ADMITTED: readonly Case[] = [
  { name: 'types text as a proposal', edit: (text) => text.insert(at(text, 'brown'), 'dark ', own()) },
  { name: 'proposes to delete base text', edit: format('quick', { 'deletion--A-s-9': by('A') }) },
  {
    name: 'replaces under one id',
    edit: (text) => {
      text.format(at(text, 'quick'), 5, { 'deletion--A-s-9': by('A') })
      text.insert(at(text, 'quick', 5), 'slow', { 'insertion--A-s-9': by('A') })
    },
  },
  {
    name: 'proposes a break',
    edit: (text) => text.insertEmbed(at(text, 'brown'), marker({ bid: 'x1', ...own() }), {}),
  },
  {
    name: 'proposes to join two blocks',
    edit: (text) => markerAt(text, 2).set('deletion--A-s-9', by('A')),
  },
  {
    name: 'proposes to delete a whole block',
    edit: (text) => {
      markerAt(text, 2).set('deletion--A-s-9', { ...by('A'), whole: true })
      text.format(at(text, 'نص'), 'نص عربي للتجربة.'.length, { 'deletion--A-s-9': by('A') })
    },
  },
  {
    name: 'proposes another kind of block',
    edit: (text) =>
      markerAt(text, 0).set('formatChange--A-s-9', { ...by('A'), set: '{"kind":"heading","level":1}' }),
  },
  {
    name: 'proposes bold',
    edit: format('quick', { 'formatChange--A-s-9': { ...by('A'), set: '{"bold":true}' } }),
  },
  {
    name: 'edits their own proposal',
    edit: (text) => text.insert(at(text, 'mine', 2), 'xx', { 'insertion--A-s-1': by('A') }),
  },
  { name: 'makes their own proposal bold', edit: format('mine', { bold: true }) },
  { name: 'takes back their own proposed text', edit: (text) => text.delete(at(text, 'mine '), 5) },
  { name: 'takes back their own proposed deletion', edit: format('Second', { 'deletion--A-s-2': null }) },
  {
    name: "types inside another's proposal, outer marks kept",
    edit: (text) =>
      text.insert(at(text, 'very', 2), 'y', {
        'insertion--B-s-1': by('B'),
        'insertion--A-s-9': by('A', 5000),
      }),
  },
  {
    name: "proposes to delete another's proposal",
    edit: format('very ', { 'deletion--A-s-9': by('A', 5000) }),
  },
  {
    name: 'takes back proposals in commenting',
    edit: (text) => text.delete(at(text, 'mine '), 5),
    document: stage('commenting'),
  },
  {
    name: 'proposes in suggesting, as an editor under a cap',
    sender: EDITOR,
    edit: (text) => text.insert(at(text, 'brown'), 'dark ', { 'insertion--E-s-1': by('E') }),
    document: stage('suggesting'),
  },
  {
    name: 'writes, as an editor',
    sender: EDITOR,
    edit: (text) => text.insert(at(text, 'brown'), 'dark ', {}),
  },
  {
    name: 'writes in suggesting, as a facilitator',
    sender: FACILITATOR,
    edit: (text) => text.delete(at(text, 'brown '), 6),
    document: stage('suggesting'),
  },
  {
    name: "deletes another's proposal, as an editor",
    sender: EDITOR,
    edit: (text) => text.delete(at(text, 'very '), 5),
  },
  {
    name: 'writes beside a locked section',
    sender: EDITOR,
    edit: (text) => text.insert(at(text, 'brown'), 'dark ', {}),
    document: locked('b2', 'b2'),
  },
  {
    name: 'begins a block behind a locked section',
    sender: EDITOR,
    edit: (text) => text.insertEmbed(at(text, 'here.', 5), marker({ bid: 'x2' }), {}),
    document: locked('b2', 'b2'),
  },
]

const REFUSED: readonly (Case & { readonly reason: string })[] = [
  {
    name: 'types text unmarked',
    edit: (text) => text.insert(at(text, 'brown'), 'dark ', {}),
    reason: 'base-or-foreign-changed',
  },
  {
    name: 'deletes base text',
    edit: (text) => text.delete(at(text, 'brown'), 3),
    reason: 'base-or-foreign-changed',
  },
  {
    name: 'accepts their own proposal',
    edit: format('mine ', { 'insertion--A-s-1': null }),
    reason: 'base-or-foreign-changed',
  },
  {
    name: "accepts another's proposal",
    edit: format('very ', { 'insertion--B-s-1': null }),
    reason: 'base-or-foreign-changed',
  },
  {
    name: "accepts another's proposed deletion",
    edit: (text) => text.delete(at(text, 'fox'), 3),
    reason: 'base-or-foreign-changed',
  },
  {
    name: "rejects another's proposal",
    edit: (text) => text.delete(at(text, 'very '), 5),
    reason: 'base-or-foreign-changed',
  },
  {
    name: "strips another's mark",
    edit: format('fox', { 'deletion--B-s-2': null }),
    reason: 'base-or-foreign-changed',
  },
  {
    name: 're-marks base text as their own proposal',
    edit: format('quick', own()),
    reason: 'base-or-foreign-changed',
  },
  {
    name: "takes over another's proposal",
    edit: format('very ', own()),
    reason: 'base-or-foreign-changed',
  },
  {
    name: 'writes under a foreign id',
    edit: (text) => text.insert(at(text, 'brown'), 'x', { 'insertion--B-s-9': by('A') }),
    reason: 'foreign-suggestion-id',
  },
  {
    name: 'writes in a foreign name',
    edit: (text) => text.insert(at(text, 'brown'), 'x', { 'insertion--B-s-9': by('B') }),
    reason: 'foreign-suggestion-id',
  },
  {
    name: 'claims an id of their own for somebody else',
    edit: (text) => text.insert(at(text, 'brown'), 'x', { 'insertion--A-s-9': by('B') }),
    reason: 'foreign-suggestion-id',
  },
  {
    name: 'changes the time of their proposal',
    edit: format('mine ', { 'insertion--A-s-1': by('A', 7) }),
    reason: 'changed-authorship',
  },
  {
    name: 'makes base text bold',
    edit: format('quick', { bold: true }),
    reason: 'base-or-foreign-changed',
  },
  {
    name: 'changes a block',
    edit: (text) => markerAt(text, 0).set('kind', 'quote'),
    reason: 'base-or-foreign-changed',
  },
  {
    name: 'joins two blocks',
    edit: (text) => text.delete(at(text, 'نص') - 1, 1),
    reason: 'base-or-foreign-changed',
  },
  {
    name: 'breaks a block',
    edit: (text) => text.insertEmbed(at(text, 'brown'), marker({ bid: 'x1' }), {}),
    reason: 'base-or-foreign-changed',
  },
  {
    name: 'proposes in commenting',
    edit: (text) => text.insert(at(text, 'brown'), 'x', own()),
    document: stage('commenting'),
    reason: 'stage',
  },
  {
    name: 'edits their proposal in commenting',
    edit: (text) => text.insert(at(text, 'mine', 2), 'xx', { 'insertion--A-s-1': by('A') }),
    document: stage('commenting'),
    reason: 'stage',
  },
  {
    name: 'proposes when the text is final',
    edit: (text) => text.insert(at(text, 'brown'), 'x', own()),
    document: stage('final'),
    reason: 'stage',
  },
  {
    name: 'writes in suggesting, as an editor',
    sender: EDITOR,
    edit: (text) => text.insert(at(text, 'brown'), 'x', {}),
    document: stage('suggesting'),
    reason: 'base-or-foreign-changed',
  },
  {
    name: 'writes when the text is final, as a facilitator',
    sender: FACILITATOR,
    edit: (text) => text.insert(at(text, 'brown'), 'x', {}),
    document: stage('final'),
    reason: 'stage',
  },
  {
    name: 'deletes, as a commenter',
    sender: as('C', 'commenter'),
    edit: (text) => text.delete(at(text, 'brown'), 1),
    reason: 'role',
  },
  {
    name: 'proposes, as a commenter',
    sender: as('C', 'commenter'),
    edit: (text) => text.insert(at(text, 'brown'), 'x', { 'insertion--C-s-1': by('C') }),
    reason: 'role',
  },
  {
    name: 'writes, as a viewer',
    sender: as('V', 'viewer'),
    edit: (text) => text.insert(at(text, 'brown'), 'x', {}),
    reason: 'role',
  },
  {
    name: 'proposes in a foreign name, as an editor',
    sender: EDITOR,
    edit: (text) => text.insert(at(text, 'brown'), 'x', { 'insertion--B-s-9': by('B') }),
    reason: 'foreign-suggestion-id',
  },
  {
    name: "changes the time of another's proposal, as an editor",
    sender: EDITOR,
    edit: format('fox', { 'deletion--B-s-2': by('B', 7) }),
    reason: 'changed-authorship',
  },
]

const LOCKED: readonly Case[] = [
  { name: 'typing in it', edit: (text) => text.insert(at(text, 'here'), 'x', {}) },
  { name: 'deleting in it', edit: (text) => text.delete(at(text, 'here'), 1) },
  { name: 'marking in it', edit: format('here', { bold: true }) },
  { name: 'proposing in it', edit: format('here', { 'deletion--E-s-1': by('E') }) },
  { name: 'taking back a proposal in it', edit: format('Second', { 'deletion--A-s-2': null }), sender: A },
  { name: 'changing its kind', edit: (text) => markerAt(text, 1).set('kind', 'quote') },
  { name: 'proposing a kind', edit: (text) => markerAt(text, 1).set('deletion--E-s-1', by('E')) },
  { name: 'breaking it', edit: (text) => text.insertEmbed(at(text, 'here'), marker({ bid: 'x' }), {}) },
  { name: 'joining it to the block before', edit: (text) => text.delete(at(text, 'Second') - 1, 1) },
  {
    name: 'a block between its blocks',
    edit: (text) => text.insertEmbed(at(text, 'here.', 5), marker({ bid: 'x' }), {}),
  },
  {
    name: 'joining the block after to it',
    edit: (text) => text.delete(at(text, 'للتجربة.', 8), 1),
  },
]

describe('the gate', () => {
  it.each(ADMITTED)('[GAT8] admits who $name', ({ sender = A, edit, document = drafting }) => {
    const world = new GateWorld(seed())
    const verdict = world.edit(sender, edit, document)
    expect(verdict).toMatchObject({ kind: 'admitted', repairs: null })
    expect(world.gate.encodeState()).toEqual(Y.encodeStateAsUpdate(world.live))
  })

  it.each(REFUSED)('[GAT8] refuses who $name', ({ sender = A, edit, document = drafting, reason }) => {
    const world = new GateWorld(seed())
    const before = world.flat
    const verdict = world.edit(sender, edit, document)
    expect(verdict).toMatchObject({ kind: 'refused', reason })
    expect(world.gate.encodeState()).toEqual(Y.encodeStateAsUpdate(world.live))
    expect(world.flat).toBe(before)
    // The gate works on after a refusal.
    expect(world.edit(EDITOR, (text) => text.insert(at(text, 'brown'), 'ok ', {})).kind).toBe('admitted')
  })

  it.each(LOCKED)('[LCK1] holds a locked section against $name', ({ sender = EDITOR, edit }) => {
    const state = seed()
    const doc = copyOf(state, 50)
    contentOf(doc).insertEmbed(contentOf(doc).length, marker({ bid: 'b4' }), {})
    contentOf(doc).insert(contentOf(doc).length, 'last', {})
    const world = new GateWorld(Y.encodeStateAsUpdate(doc))
    const verdict = world.edit(sender, edit, locked('b3', 'b2'))
    expect(verdict).toMatchObject({ kind: 'refused', reason: 'locked' })
  })

  it('[GAT8] lets an empty and a contained step 2 pass from anybody', () => {
    const world = new GateWorld(seed())
    for (const role of ['viewer', 'commenter', 'suggester', 'editor', 'facilitator'] as const) {
      const empty = Y.encodeStateAsUpdate(new Y.Doc())
      expect(world.send(empty, as('X', role), stage('final')).kind).toBe('contained')
      const whole = Y.encodeStateAsUpdate(world.live)
      expect(world.send(whole.slice(), as('X', role), stage('final'))).toMatchObject(
        // It bears the server's client id, but nothing in it is new.
        { kind: 'contained' },
      )
    }
  })

  it('[GAT8] lets clean-ups of redundant formats pass from anybody', () => {
    const doc = new Y.Doc()
    doc.clientID = SERVER_CLIENT_ID
    contentOf(doc).insertEmbed(0, marker({ bid: 'b1' }), {})
    contentOf(doc).insert(1, 'abcdef', {})
    const world = new GateWorld(Y.encodeStateAsUpdate(doc))
    const [one, two] = [world.client(), world.client()]
    const first = updateOf(one, (text) => text.format(2, 3, { bold: true }))
    const second = updateOf(two, (text) => text.format(2, 3, { bold: true }))
    world.send(first, EDITOR)
    world.send(second, EDITOR)
    const reader = world.client()
    const cleanUp = updateOf(reader, (text) => {
      for (let item = text._start; item !== null; item = item.right)
        if (item.id.client === 101 && item.content instanceof Y.ContentFormat)
          reader.transact((transaction) => item?.delete(transaction))
    })
    expect(world.send(cleanUp, as('C', 'commenter')).kind).toBe('admitted')
  })

  it('[GAT5] keeps nothing of an update with a gap before it', () => {
    const world = new GateWorld(seed())
    const client = world.client()
    updateOf(client, (text) => text.insert(1, 'lost', {}))
    const second = updateOf(client, (text) => text.insert(2, 'x', {}))
    const removal = updateOf(client, (text) => text.delete(1, 2))
    for (const update of [second, removal]) {
      expect(world.send(update, EDITOR)).toEqual({ kind: 'missing' })
      expect(world.gate.encodeState()).toEqual(Y.encodeStateAsUpdate(world.live))
    }
    expect(world.send(Y.encodeStateAsUpdate(client), EDITOR).kind).toBe('admitted')
  })

  it('[GAT6] refuses formats and attributes that the schema does not have', () => {
    const forged: readonly Edit[] = [
      (text) => text.insert(1, 'x', { color: 'red' }),
      (text) => text.insert(1, 'x', { bold: 'yes' }),
      (text) => text.insert(1, 'x', { link: { href: 'javascript:alert(1)' } }),
      (text) => text.insert(1, 'x', { link: { href: 'https://a.example', title: 'x' } }),
      (text) => text.insert(1, 'x', { 'insertion--E-s-1': { by: 'E', at: 'now' } }),
      (text) => text.insert(1, 'x', { 'insertion--E-s-1': { by: 'E', at: 1, whole: true } }),
      (text) => text.insert(1, 'x', { 'formatChange--E-s-1': { by: 'E', at: 1, set: '{"link":"x"}' } }),
      (text) => text.insertEmbed(1, marker({ bid: 'x', kind: 'table' }), {}),
      (text) => text.insertEmbed(1, marker({ bid: 'a b' }), {}),
      (text) => text.insertEmbed(1, marker({ bid: 'x', onclick: 'x' }), {}),
      (text) => text.insertEmbed(1, marker({ bid: 'x', indent: 9 }), {}),
      (text) => markerAt(text, 0).set('level', 7),
      (text) => markerAt(text, 0).set('deep', new Y.Map()),
    ]
    for (const edit of forged) {
      const world = new GateWorld(seed())
      expect(world.edit(EDITOR, edit)).toMatchObject({ kind: 'refused', reason: 'not-allowed-content' })
    }
  })

  it('[GAT11] refuses structs under the client id of the server', () => {
    const world = new GateWorld(seed())
    const forger = copyOf(Y.encodeStateAsUpdate(world.live), SERVER_CLIENT_ID)
    const update = updateOf(forger, (text) => text.insert(1, 'x', {}))
    expect(world.send(update, FACILITATOR)).toMatchObject({ kind: 'refused', reason: 'foreign-client-id' })
  })

  it('[GAT9] lets people take back in commenting what they proposed, and nothing more', () => {
    const commenting = stage('commenting')
    const tries: readonly (readonly [Edit, string])[] = [
      [(text) => text.delete(at(text, 'mine'), 2), 'admitted'],
      [format('Second', { 'deletion--A-s-2': null }), 'admitted'],
      [format('Sec', { 'deletion--A-s-2': null }), 'admitted'],
      [format('mine', { bold: true }), 'refused'],
      [(text) => text.insert(at(text, 'mine', 2), 'x', { 'insertion--A-s-1': by('A') }), 'refused'],
      [format('quick', { 'deletion--A-s-2': by('A') }), 'refused'],
      [(text) => markerAt(text, 0).set('deletion--A-s-2', by('A')), 'refused'],
      [(text) => text.delete(at(text, 'very'), 2), 'refused'],
    ]
    for (const [edit, kind] of tries)
      for (const sender of [A, as('A', 'editor')])
        expect(new GateWorld(seed()).edit(sender, edit, commenting).kind).toBe(kind)
  })

  it('[GAT10] lets an undo bring back what a deletion took, in the name of its author', () => {
    const world = new GateWorld(seed())
    const editor = world.client()
    const undo = new Y.UndoManager(contentOf(editor))
    const text = contentOf(editor)
    expect(
      world.send(
        updateOf(editor, () => text.delete(at(text, 'very '), 5)),
        EDITOR,
      ).kind,
    ).toBe('admitted')
    expect(world.flat).not.toContain('very')
    const updates: Uint8Array[] = []
    editor.on('update', (update: Uint8Array) => updates.push(update))
    undo.undo()
    expect(world.send(Y.mergeUpdates(updates), EDITOR).kind).toBe('admitted')
    expect(world.flat).toContain('very ')
  })

  it('[GAT11] writes for the server under its own client id and says what it wrote', () => {
    const world = new GateWorld(seed())
    const update = world.gate.writeAsServer((text) => text.insert(1, 'من الخادم ', {}), [])
    if (update === 'locked') throw new Error('nothing is locked')
    Y.applyUpdate(world.live, update)
    expect(world.flat.startsWith('¶من الخادم The')).toBe(true)
    expect(world.gate.encodeState()).toEqual(Y.encodeStateAsUpdate(world.live))
    expect(world.edit(EDITOR, (text) => text.insert(1, 'x', {})).kind).toBe('admitted')
  })

  it('[GAT17] refuses a small frame that would keep Yjs busy for minutes, at once', () => {
    const count = 20_000
    const bomb = encoding.encode((encoder) => {
      const uints = (...values: number[]) => values.forEach((value) => encoding.writeVarUint(encoder, value))
      uints(1, count, 9, 0)
      encoding.writeUint8(encoder, 4)
      uints(1)
      encoding.writeVarString(encoder, 'content')
      encoding.writeVarString(encoder, 'a'.repeat(count))
      for (let index = 1; index < count; index++) {
        encoding.writeUint8(encoder, 0xc4)
        uints(9, 0, 9, count - 1 - (index % (count - 2)))
        encoding.writeVarString(encoder, 'b')
      }
      uints(0)
    })
    const world = new GateWorld(seed())
    const start = performance.now()
    expect(world.send(bomb, EDITOR)).toMatchObject({ kind: 'refused', reason: 'too-large' })
    expect(performance.now() - start).toBeLessThan(5000)
    expect(world.edit(EDITOR, (text) => text.insert(1, 'x', {})).kind).toBe('admitted')
  })

  it('[GAT17] lets two people merge who wrote thousands of pieces at one place', () => {
    const world = new GateWorld(seed())
    const [one, two] = [world.client(), world.client()]
    for (const client of [one, two]) {
      const update = updateOf(client, (text) => {
        for (let index = 0; index < 1500; index++)
          text.insert(text.length, 'ab ', index % 2 === 0 ? { bold: true } : {})
        for (let index = 0; index < 500; index++) text.insert(1, 'cd ', index % 2 === 0 ? { bold: true } : {})
      })
      expect(world.send(update, EDITOR).kind).toBe('admitted')
    }
  })

  it('[GAT5] keeps nothing of structs that wait for each other', () => {
    const circle = encoding.encode((encoder) => {
      const uints = (...values: number[]) => values.forEach((value) => encoding.writeVarUint(encoder, value))
      uints(2)
      for (const [client, other] of [
        [9, 8],
        [8, 9],
      ] as const) {
        uints(1, client, 0)
        encoding.writeUint8(encoder, 0x84)
        uints(other, 0)
        encoding.writeVarString(encoder, 'a')
      }
      uints(0)
    })
    const world = new GateWorld(seed())
    expect(world.send(circle, EDITOR)).toEqual({ kind: 'missing' })
    expect(world.gate.encodeState()).toEqual(Y.encodeStateAsUpdate(world.live))
  })

  it('[GAT17] holds a document to its limits of blocks and bytes, but lets it shrink', () => {
    const doc = new Y.Doc()
    doc.clientID = SERVER_CLIENT_ID
    doc.transact(() => {
      for (let index = 0; index < MAX_BLOCKS; index++)
        contentOf(doc).insertEmbed(0, marker({ bid: `b${index}` }), {})
    })
    const world = new GateWorld(Y.encodeStateAsUpdate(doc))
    const verdict = world.edit(EDITOR, (text) => text.insertEmbed(0, marker({ bid: 'x' }), {}))
    expect(verdict).toMatchObject({ kind: 'refused', reason: 'too-large' })
    expect(world.edit(EDITOR, (text) => text.delete(0, 5)).kind).toBe('admitted')

    const full = new Y.Doc()
    full.clientID = SERVER_CLIENT_ID
    contentOf(full).insertEmbed(0, marker({ bid: 'b' }), {})
    contentOf(full).insert(1, 'x'.repeat(MAX_DOCUMENT_BYTES - 10_000), {})
    const large = new GateWorld(Y.encodeStateAsUpdate(full))
    const more = (text: Y.Text) => text.insert(1, 'x'.repeat(20_000), {})
    expect(large.edit(EDITOR, more)).toMatchObject({ kind: 'refused', reason: 'too-large' })
    expect(large.edit(EDITOR, (text) => text.delete(1, 30_000)).kind).toBe('admitted')
    expect(large.edit(EDITOR, more).kind).toBe('admitted')
  })

  it('[GAT8] refuses what is no update at all, and works on', () => {
    const world = new GateWorld(seed())
    for (const bytes of [new Uint8Array(), Uint8Array.of(255, 255), Uint8Array.of(1, 1, 1)])
      expect(world.send(bytes, EDITOR)).toMatchObject({ kind: 'refused', reason: 'malformed' })
    expect(world.edit(EDITOR, (text) => text.insert(1, 'x', {})).kind).toBe('admitted')
  })
})
