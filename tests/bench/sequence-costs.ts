/**
 * What a change costs by the size of the text: `npx tsx tests/bench/sequence-costs.ts [blocks:scattered …]`.
 * Every figure is median / 95th percentile in milliseconds. `remote` is a whole remote update into screen and text,
 * `key` a whole local key. The view is without a screen: layout is measured in the browser.
 */
import { performance } from 'node:perf_hooks'
import * as Y from 'yjs'
import { blockStart } from '../../editor/extensions/binding/positions.ts'
import { schema } from '#core/schema/schema.ts'
import { contentOf } from '#core/shared-doc/elements.ts'
import { elementsAfter, elementsBefore } from '#core/shared-doc/regions.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { editSequence } from '#core/shared-doc/sequence-edit.ts'
import { keepRedundantFormats } from '#core/shared-doc/changes.ts'
import { block, copyOf, document, openPeer, pull, seeded, type Peer } from '../support/peers/peer.ts'
import { seededRandom } from '../support/seeded-random.ts'

const quantiles = (times: number[]): string => {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (q: number): string => (sorted[Math.floor(sorted.length * q)] ?? 0).toFixed(2)
  return `${at(0.5)} / ${at(0.95)}`
}

const time = (count: number, run: (n: number) => void): string => {
  const times: number[] = []
  for (let n = 0; n < count; n++) {
    const start = performance.now()
    run(n)
    times.push(performance.now() - start)
  }
  return quantiles(times)
}

const WORDS = 'تؤكد المجموعة أن النص المشترك يكتب معًا وأن كل كلمة تبقى حيث كتبت ما لم يحذفها أحد، '
const paragraph = WORDS.repeat(10).slice(0, 600)

const measure = (blocks: number, scattered: number): Record<string, string> => {
  const draw = seededRandom(7)
  const bold = [schema.mark('bold')]
  const server = seeded(
    document(
      ...Array.from({ length: blocks }, (_, k) =>
        block(
          [
            schema.text(paragraph.slice(0, 200)),
            schema.text(paragraph.slice(200, 230), bold),
            schema.text(paragraph.slice(230)),
          ],
          { bid: `b${k}` },
        ),
      ),
    ),
  )
  keepRedundantFormats(server)
  if (scattered > 0) {
    const writers = [2, 3, 4].map((id) => new Sequence(contentOf(copyOf(server, id))))
    const portion = 25_000
    for (let done = 0; done < scattered; done += portion) {
      const writer = writers[(done / portion) % 3]
      if (writer === undefined) break
      const { doc } = writer
      editSequence(writer, 'scatter', (edit) => {
        for (let n = 0; n < portion; n++) {
          const slot = 1 + draw.below(blocks)
          const { length } = writer.block(slot)
          const offset = draw.below(length)
          if (draw.chance(0.5) || length < 2) edit.insertText({ slot, offset }, 'س', new Map())
          else edit.delete({ slot, offset }, { slot, offset: offset + 1 })
        }
      })
      const next = writers[(done / portion + 1) % 3]
      if (next !== undefined) pull(next.doc, doc)
    }
    for (const writer of writers) pull(server, writer.doc)
  }
  let items = 0
  for (const structs of server.store.clients.values()) items += structs.length

  const result: Record<string, string> = {
    blocks: String(blocks),
    scattered: String(scattered),
    items: String(items),
  }
  const updates: Uint8Array[] = []
  const one = copyOf(server, 50)
  const other = copyOf(server, 60)
  const stage = copyOf(server, 70)
  let peer: Peer | null = null
  result['open'] = time(1, () => (peer = openPeer(one, { thorough: false })))
  const writer = peer as Peer | null
  if (writer === null) throw new Error('no peer')
  one.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'remote') updates.push(update)
  })
  let at = 0
  const jump = (): void => {
    const index = draw.below(writer.doc.childCount)
    at = blockStart(writer.doc, index) + 1 + draw.below(Math.max(1, writer.doc.child(index).content.size - 5))
  }
  const key = (n: number): void => {
    if (n % 10 === 0) jump()
    writer.view.dispatch(writer.view.state.tr.insertText('ك', at++))
  }
  const suggest = (n: number): void => {
    if (n % 10 === 0) jump()
    const mark = schema.mark('insertion', { id: `m-${Math.floor(n / 10)}`, by: 'm', at: 2 })
    writer.view.dispatch(writer.view.state.tr.replaceWith(at, at, schema.text('ق', [mark])))
    at++
  }
  time(50, key)
  const warm = updates.length
  result['key'] = time(200, key)
  const keys = updates.length
  result['suggest key'] = time(200, suggest)
  const suggestions = updates.length
  result['split'] = time(50, () => {
    jump()
    writer.view.dispatch(writer.view.state.tr.split(at))
  })
  const reader = openPeer(other, { thorough: false })
  const sequence = new Sequence(contentOf(stage))
  keepRedundantFormats(stage)
  let elements = 0
  sequence.onRemote((change) => {
    for (const region of change.regions)
      elements += elementsBefore(region).length + elementsAfter(region).length
  })
  const feed = (doc: Y.Doc, from: number, to: number): string =>
    time(to - from, (n) => Y.applyUpdate(doc, updates[from + n] ?? new Uint8Array(), 'remote'))
  for (const doc of [other, stage]) feed(doc, 0, warm)
  result['remote'] = feed(other, warm, keys)
  result['remote suggestion'] = feed(other, keys, suggestions)
  result['remote split'] = feed(other, suggestions, updates.length)
  result['gate view'] = feed(stage, warm, keys)
  result['gate view suggestion'] = feed(stage, keys, suggestions)
  feed(stage, suggestions, updates.length)
  result['undo'] = time(1, () => writer.undoManager.undo())
  if (reader.desyncs.length + writer.desyncs.length > 0 || elements === 0) throw new Error('desync')
  pull(other, one)
  if (JSON.stringify(reader.doc.toJSON()) !== JSON.stringify(writer.doc.toJSON()))
    throw new Error('not equal')
  for (const each of [reader, writer]) each.destroy()
  return result
}

const cases = process.argv.slice(2)
const rows = (
  cases.length > 0 ? cases : ['40:0', '800:0', '5000:0', '40:200000', '800:200000', '5000:200000']
).map((one) => {
  const [blocks = '40', scattered = '0'] = one.split(':')
  return measure(Number(blocks), Number(scattered))
})
console.table(rows)
