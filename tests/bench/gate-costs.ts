import * as Y from 'yjs'
import { seededRandom } from '../support/seeded-random.ts'
import { as, contentOf, copyOf, GateWorld, SERVER_CLIENT_ID } from '../support/gate-world.ts'

/**
 * What a verdict costs, by the size of the text and by who sends: `tsx tests/bench/gate-costs.ts [SCATTERED]`.
 * Prints one line a case: median, p95 and slowest, milliseconds.
 */
const VERDICTS = 400
const WORDS = 'صاغت المجموعة هذه الرسالة الختامية في جنيف وتطلب من الأطراف وقف الأعمال العدائية فورا '

const documentOf = (blocks: number, scattered: number): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = SERVER_CLIENT_ID
  const text = contentOf(doc)
  doc.transact(() => {
    for (let index = 0; index < blocks; index++) {
      const at = text.length
      text.insert(at, WORDS.repeat(2), {})
      text.insertEmbed(at, new Y.Map<unknown>([['bid', `b${index}`]]), {})
    }
  })
  const random = seededRandom(7)
  // A plain text without formats has search markers: this is fast, and leaves as many items.
  doc.transact(() => {
    for (let count = 0; count < scattered; count++) text.insert(random.below(text.length), 'ا')
  })
  return Y.encodeStateAsUpdate(doc)
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

const measure = (
  name: string,
  state: Uint8Array,
  role: 'editor' | 'suggester',
  isFormatted: boolean,
): void => {
  const world = new GateWorld(state)
  const client = copyOf(state, 900)
  const text = contentOf(client)
  const random = seededRandom(3)
  const updates: Uint8Array[] = []
  client.on('update', (update: Uint8Array) => updates.push(update))
  for (let index = 0; index < VERDICTS; index++) {
    const at = 1 + random.below(text.length - 2)
    const value = { by: 'M', at: index }
    if (role === 'suggester') text.insert(at, 'اب', { [`insertion--M-s-${index}`]: value })
    else if (isFormatted) text.format(at, 1, { bold: true })
    else text.insert(at, 'ا')
  }
  // Pages say how far they have heard: here all of it.
  const sender = { ...as('M', role), heard: { upTo: () => VERDICTS, deletedAt: null } }
  const document = { stage: 'drafting', locks: [] } as const
  world.gate.blocks()
  const costs: number[] = []
  for (const update of updates) {
    const start = performance.now()
    const verdict = world.gate.judge(update, sender, document)
    costs.push(performance.now() - start)
    if (verdict.kind !== 'admitted') throw new Error(`${name}: ${JSON.stringify(verdict)}`)
  }
  const sorted = costs.slice(20).sort((a, b) => a - b)
  const figures = [quantile(sorted, 0.5), quantile(sorted, 0.95), quantile(sorted, 1)]
  const shown = figures.map((figure) => figure.toFixed(3).padStart(8)).join(' ')
  console.log(`${name.padEnd(44)} ${role.padEnd(10)} ${shown}`)
}

const scattered = Number(process.argv[2] ?? 200_000)
console.log(`${'text'.padEnd(44)} ${'sender'.padEnd(10)}   median      p95  slowest   ms a verdict`)
for (const blocks of [40, 800, 5000]) {
  const state = documentOf(blocks, 0)
  measure(`${blocks} blocks, typing`, state, 'editor', false)
  measure(`${blocks} blocks, bold`, state, 'editor', true)
  measure(`${blocks} blocks, proposing`, state, 'suggester', false)
}
for (const blocks of [800, 5000]) {
  const state = documentOf(blocks, scattered)
  measure(`${blocks} blocks, ${scattered} scattered edits, typing`, state, 'editor', false)
  measure(`${blocks} blocks, ${scattered} scattered edits, proposing`, state, 'suggester', false)
}
