import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { ControlEntry } from '../../../sync-server/room/facts.ts'
import { encodeControlBody, encodeUpdateBody } from '../../../sync-server/room/log-body.ts'
import { SERVER } from '../../../sync-server/room/member.ts'
import type { LogEntry } from '../../../sync-server/room/update-log.ts'
import { authorsOf } from '../../../sync-server/room/versions/authors.ts'
import { appendBlock } from '../../support/stock-writer.ts'
import { seededRandom, seeds } from '../../support/seeded-random.ts'

/** A log to which members write in turn. */
class Written {
  readonly entries: LogEntry[] = []
  readonly #clients = new Map<string, Y.Doc>()

  docOf(by: string): Y.Doc {
    const known = this.#clients.get(by)
    if (known !== undefined) return known
    const doc = new Y.Doc()
    doc.clientID = 100 + this.#clients.size
    const [other] = this.#clients.values()
    if (other !== undefined) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    this.#clients.set(by, doc)
    return doc
  }

  say(by: string, entry: ControlEntry): void {
    this.#add(by, encodeControlBody(entry))
  }

  write(by: string, change: (text: Y.Text, doc: Y.Doc) => void): void {
    const doc = this.docOf(by)
    const before = Y.encodeStateVector(doc)
    doc.transact(() => change(doc.getText('content'), doc), by)
    const update = Y.encodeStateAsUpdate(doc, before)
    this.#add(by, encodeUpdateBody(update))
    for (const other of this.#clients.values()) if (other !== doc) Y.applyUpdate(other, update)
  }

  #add(by: string, body: Uint8Array): void {
    const seq = this.entries.length + 1
    this.entries.push({ seq, at: seq * 1_000, by, body })
  }

  /** Runs of each block. */
  authors(): readonly (readonly (readonly [string, string | null])[])[] {
    const told = authorsOf({ snapshot: null, entries: this.entries, from: 0 })
    if (!told.ok) throw new Error(told.error.detail)
    return told.value.map(({ runs }) => runs.map(({ text, by }) => [text, by] as const))
  }
}

const SENTENCE = 'نؤكد التزامنا بوقف إطلاق النار'

describe('who wrote this', () => {
  it('[DOC524] each character is by who brought it; of a proposal by its author, whoever accepted it', () => {
    const log = new Written()
    log.write('m', (text) => appendBlock(text, 'a', 'السلام للجميع'))
    const mark = { 'insertion--s-1': { by: 's', at: 1 } }
    log.write('s', (text) => text.insert(7, ' الدائم', mark))
    expect(log.authors()).toEqual([[['السلام للجميع', 'm']]])
    log.say('f', { type: 'decided', id: 'd', suggestions: [], parts: null })
    log.write(SERVER, (text) => text.format(7, 7, { 'insertion--s-1': null }))
    expect(log.authors()).toEqual([
      [
        ['السلام', 'm'],
        [' الدائم', 's'],
        [' للجميع', 'm'],
      ],
    ])
  })

  it('[DOC524] a moved block, a pasted sentence and what a restore brings are by who wrote them', () => {
    const log = new Written()
    log.write('m', (text) => {
      appendBlock(text, 'a', SENTENCE)
      appendBlock(text, 'b', 'فقرة ثانية من كلام آخر')
    })
    // Moved by another member: written anew behind everything, in one act.
    log.write('n', (text) => {
      text.delete(0, SENTENCE.length + 1)
      appendBlock(text, 'a', SENTENCE)
    })
    expect(log.authors().at(-1)).toEqual([[SENTENCE, 'm']])
    // Cut, and pasted later.
    log.write('n', (text) => text.delete(text.length - SENTENCE.length, SENTENCE.length))
    log.write('n', (text) => text.insert(text.length, `${SENTENCE}`, {}))
    expect(log.authors().at(-1)).toEqual([[SENTENCE, 'm']])
    log.write('n', (text) => text.delete(text.length - SENTENCE.length - 1, SENTENCE.length + 1))
    log.say('f', { type: 'restored', id: 'r', of: 2 })
    log.write(SERVER, (text) => appendBlock(text, 'a', SENTENCE))
    expect(log.authors().at(-1)).toEqual([[SENTENCE, 'm']])
  })

  it('[DOC524] text brought back by undo is by who wrote it; short or new text by who brought it', () => {
    const log = new Written()
    log.write('m', (text) => appendBlock(text, 'a', SENTENCE))
    const manager = new Y.UndoManager(log.docOf('n').getText('content'), { trackedOrigins: new Set(['n']) })
    log.write('n', (text) => text.delete(1, SENTENCE.length))
    const before = Y.encodeStateVector(log.docOf('n'))
    manager.undo()
    const update = Y.encodeStateAsUpdate(log.docOf('n'), before)
    log.entries.push({ seq: 3, at: 3_000, by: 'n', body: encodeUpdateBody(update) })
    expect(log.authors()).toEqual([[[SENTENCE, 'm']]])
    const short = new Written()
    short.write('m', (text) => appendBlock(text, 'a', 'نعم'))
    short.write('n', (text) => {
      text.delete(1, 3)
      text.insert(1, 'نعم', {})
    })
    expect(short.authors()).toEqual([[['نعم', 'n']]])
  })

  it.each(seeds(20, 500))(
    '[DOC524] the runs of each block are its text, each by who typed it (seed %i)',
    (seed) => {
      const random = seededRandom(seed)
      const log = new Written()
      const members = ['m', 'n', 's']
      // Every letter says whose it is.
      const lettersOf = (by: string): string => by.repeat(1 + random.below(6))
      log.write('m', (text) => appendBlock(text, 'a', lettersOf('m')))
      for (let turn = 0; turn < 40; turn++) {
        const by = random.pick(members)
        log.write(by, (text) => {
          const at = 1 + random.below(text.length)
          if (random.chance(0.3) && at < text.length) text.delete(at, Math.min(3, text.length - at))
          else if (random.chance(0.1)) text.insertEmbed(at, new Y.Map([['bid', `b${turn}`]]), {})
          else text.insert(at, lettersOf(by), {})
        })
      }
      for (const runs of log.authors())
        for (const [text, by] of runs) expect([...new Set(text)].join('')).toBe(by)
      const whole = log
        .authors()
        .map((runs) => runs.map(([text]) => text).join(''))
        .join('')
      const [doc] = [log.docOf('m')]
      expect(whole).toBe(doc.getText('content').toJSON())
    },
  )
})
