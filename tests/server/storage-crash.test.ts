import { execFileSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openEmbeddedStore } from '../../sync-server/store/embedded.ts'
import { readAll, textOf } from '../support/log-entries.ts'
import { scratchDir } from '../support/scratch-dir.ts'
import { startChild, type Child } from '../support/child-process.ts'

const SCRIPT = 'tests/support/append-forever.ts'
const LONG = process.env['SIYAGHA_LONG'] === '1'
const DOCUMENTS = ['d', 'e', 'f']

const lastAck = (lines: readonly string[], document: string): number =>
  Number(lines.findLast((line) => line.startsWith(`ack ${document} `))?.split(' ')[2] ?? 0)

const opened = async (folder: string) => {
  const store = await openEmbeddedStore(folder, { reserveBytes: 64 * 1024 })
  if (!store.ok) throw new Error(JSON.stringify(store.error))
  onTestFinished(() => store.value.close().catch(() => undefined))
  return store.value
}

/** Every acknowledged entry is there, each once, none of another's, nothing between; answers how many there are. */
const checkLog = async (folder: string, acked: ReadonlyMap<string, number>): Promise<number> => {
  const store = await opened(folder)
  let total = 0
  for (const document of DOCUMENTS) {
    const loaded = await store.log.load(document)
    const entries = await readAll(store.log, document)
    expect(entries.length).toBeGreaterThanOrEqual(acked.get(document) ?? 0)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
    expect(entries.every((entry) => textOf(entry).startsWith(`${document} ${entry.seq} `))).toBe(true)
    expect(loaded.seq).toBe(entries.length)
    expect(loaded.tail).toEqual(entries.slice(loaded.snapshot?.seq ?? 0))
    total += entries.length
  }
  await store.close()
  return total
}

const killed = async (child: Child): Promise<void> => {
  child.process.kill('SIGKILL')
  await child.ended
}

describe('a killed server', () => {
  it(
    '[LOG3] has kept every acknowledged entry and metadata change, kill after kill',
    async () => {
      const folder = await scratchDir()
      const acked = new Map<string, number>()
      const kills = LONG ? 100 : 6
      for (let kill = 0; kill < kills; kill += 1) {
        const child = startChild(SCRIPT, [folder, '300'])
        await child.said('ready')
        // A moment that differs each time, counted in its own acknowledgements instead of seconds.
        const wanted = 1 + ((kill * 7919) % 211)
        await child.said(`ack d ${(acked.get('d') ?? 0) + wanted}`)
        await killed(child)
        for (const document of DOCUMENTS) {
          acked.set(document, Math.max(acked.get(document) ?? 0, lastAck(child.lines, document)))
        }
        await checkLog(folder, acked)
        const meta = Number(child.lines.findLast((line) => line.startsWith('meta '))?.split(' ')[1] ?? -1)
        const store = await opened(folder)
        const newest = Math.max(
          ...Object.values(store.meta.read().groups).map(({ createdAt }) => createdAt),
          -1,
        )
        if (kill === 0) expect(newest).toBeGreaterThanOrEqual(meta)
        await store.close()
      }
      expect(acked.get('d')).toBeGreaterThan(kills)
    },
    LONG ? 600_000 : 60_000,
  )

  it('[LOG15] while it lives refuses a second process and tells its id', async () => {
    const folder = await scratchDir()
    const first = startChild(SCRIPT, [folder, '300'])
    await first.said('ready')
    const second = startChild(SCRIPT, [folder, '300'])
    const answer: unknown = JSON.parse((await second.said('failed ')).slice('failed '.length))
    await second.ended
    expect(answer).toMatchObject({ reason: 'in-use', pid: first.process.pid })
    expect(second.process.exitCode).toBe(1)
    await killed(first)
  })
})

describe('a disk that takes no more', () => {
  it('[LOG10] (a limit on the size of files) refuses, stays readable, loses nothing and goes on', async () => {
    const folder = await scratchDir()
    // 512 blocks of 1 KiB: LevelDB's log cannot grow to the 4 MB at which it would begin a new one.
    const child = startChild(SCRIPT, [folder, '20000', 'retry'], 'ulimit -f 512')
    await child.said('ready')
    await child.said('refused StoreUnavailableError')
    await child.said('readable ')
    const before = DOCUMENTS.map((document) => lastAck(child.lines, document))
    await child.said(`ack d ${(before[0] ?? 0) + 20}`)
    await killed(child)
    const acked = new Map(DOCUMENTS.map((document) => [document, lastAck(child.lines, document)]))
    expect(child.lines.filter((line) => line.startsWith('refused ')).length).toBeGreaterThan(0)
    await checkLog(folder, acked)
  })

  // Mounting needs root; the limit above is the same fault without it.
  if (canMount()) {
    it('[LOG10] (a full file system) is read-only, then writable again without a restart', async () => {
      const folder = await scratchDir()
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder])
      onTestFinished(() => {
        execFileSync('umount', ['-l', folder])
      })
      const data = join(folder, 'data')
      const opened = await openEmbeddedStore(data, { reserveBytes: 6 * 1024 * 1024 })
      if (!opened.ok) throw new Error(JSON.stringify(opened.error))
      const store = opened.value
      onTestFinished(() => store.close().catch(() => undefined))
      const append = (n: number) =>
        store.log.append([
          { document: 'd', entries: [{ at: n, by: 'm', body: new Uint8Array(30_000).fill(n) }] },
        ])
      for (let n = 1; n <= 20; n += 1) await append(n)
      await store.meta.transact((meta) => ({ meta: { ...meta, groups: {} }, result: null }))

      await writeFile(join(folder, 'filler'), Buffer.alloc(24 * 1024 * 1024)).catch(() => undefined)
      let acked = 20
      const refusal: unknown = await (async () => {
        for (;;) acked = (await append(acked + 1))[0] ?? 0
      })().catch((error: unknown) => error)
      expect(refusal).toMatchObject({ name: 'StoreUnavailableError' })

      // Refused again and again, readable all the while.
      for (let n = 0; n < 3; n += 1) {
        await writeFile(join(folder, `filler-${n}`), Buffer.alloc(24 * 1024 * 1024)).catch(() => undefined)
        await expect(append(acked + 1)).rejects.toThrow('not enough free space')
        await expect(store.probe()).rejects.toThrow('not enough free space')
        const { seq } = await store.log.load('d')
        expect(seq).toBeGreaterThanOrEqual(acked)
        expect(seq).toBeLessThanOrEqual(acked + 1)
      }
      const before = store.meta.read()
      const large = 'س'.repeat(200_000)
      await expect(
        store.meta.transact((meta) => ({
          meta: {
            ...meta,
            groups: { g: { id: 'g', name: large, createdAt: 1, viewersSeeAuthors: false } },
          },
          result: null,
        })),
      ).rejects.toMatchObject({ name: 'StoreUnavailableError' })
      expect(store.meta.read()).toBe(before)

      const stored = (await store.log.load('d')).seq
      for (const name of ['filler', 'filler-0', 'filler-1', 'filler-2']) {
        await rm(join(folder, name), { force: true })
      }
      await store.probe()
      expect(await append(stored + 1)).toEqual([stored + 1])
      await store.close()
      const again = await openEmbeddedStore(data, { reserveBytes: 6 * 1024 * 1024 })
      if (!again.ok) throw new Error(JSON.stringify(again.error))
      const { tail } = await again.value.log.load('d')
      expect(tail.map(({ seq }) => seq)).toEqual(Array.from({ length: stored + 1 }, (_, index) => index + 1))
      await again.value.close()
    })
  }
})

function canMount(): boolean {
  try {
    const probe = execFileSync('mktemp', ['-d'], { encoding: 'utf8' }).trim()
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe], { stdio: 'ignore' })
      execFileSync('umount', [probe])
      return true
    } finally {
      execFileSync('rmdir', [probe])
    }
  } catch {
    return false
  }
}
