import { copyFile, mkdir, readFile, readdir, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readProcessFile } from '../../sync-server/data-dir.ts'
import { verifyBackup } from '../../sync-server/store/backup-format.ts'
import { openEmbeddedStore, type EmbeddedStore } from '../../sync-server/store/embedded.ts'
import { restoreBackup, restorePreviousMeta } from '../../sync-server/store/restore-backup.ts'
import { exitCodeOf, sentenceOf, type StartFailure } from '../../sync-server/store/start-failure.ts'
import { takeBackup } from '../../sync-server/store/take-backup.ts'
import { entryOf, textsOf } from '../support/log-entries.ts'
import { addGroup } from '../support/meta-changes.ts'
import { scratchDir } from '../support/scratch-dir.ts'

const RESERVE = { reserveBytes: 4096 }

const started = async (folder: string): Promise<EmbeddedStore> => {
  const opened = await openEmbeddedStore(folder, RESERVE)
  if (!opened.ok) throw new Error(sentenceOf(opened.error))
  onTestFinished(() => opened.value.close().catch(() => undefined))
  return opened.value
}

const refused = async (folder: string): Promise<StartFailure> => {
  const opened = await openEmbeddedStore(folder, RESERVE)
  if (!opened.ok) return opened.error
  await opened.value.close()
  throw new Error('it started')
}

/** A store in which something is, closed. */
const filled = async (): Promise<string> => {
  const folder = await scratchDir()
  const store = await started(folder)
  await store.meta.transact(addGroup('g1'))
  await store.meta.transact(addGroup('g2'))
  await store.log.append([{ document: 'd', entries: [entryOf('كلمة'), entryOf('ثانية')] }])
  await store.sessions.put({ tokenHash: 'aa', members: ['m'], createdAt: 1, seenAt: 1 })
  await store.close()
  return folder
}

const bytesOf = async (path: string): Promise<Buffer | null> => readFile(path).catch(() => null)

describe('the embedded store', () => {
  it('[LOG3] keeps log, late tray, metadata, sessions and epoch over a restart', async () => {
    const folder = await filled()
    const first = await started(folder)
    const epoch = first.epoch.current()
    const late = {
      id: 'l',
      document: 'd',
      by: 'm',
      at: 1,
      reason: 'r',
      text: 't',
      update: new Uint8Array([1]),
    }
    await first.lateTray.add(late)
    await first.close()
    const again = await started(folder)
    expect(await textsOf(again.log, 'd')).toEqual(['كلمة', 'ثانية'])
    expect(Object.keys(again.meta.read().groups)).toEqual(['g1', 'g2'])
    expect((await again.sessions.get('aa'))?.members).toEqual(['m'])
    expect(await again.lateTray.list('d')).toEqual([late])
    expect(again.epoch.current()).toBe(epoch)
  })

  it('[LOG14] makes its folder for its owner only', async () => {
    const folder = join(await scratchDir(), 'new', 'data')
    const store = await started(folder)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect((await stat(join(folder, 'metadata.json'))).mode & 0o777).toBe(0o600)
    await store.close()
    await expect(store.probe()).rejects.toThrow('closed')
  })

  it('[LOG13] sweeps what a crash left in the middle of a write', async () => {
    const folder = await filled()
    await writeFile(join(folder, 'metadata.0123456789abcdef.tmp'), 'half')
    await started(folder)
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('a damaged store', () => {
  const header = (over: object) => {
    const head = { format: 'siyagha-metadata', version: 1, bytes: 2, sha256: '' }
    return `${JSON.stringify({ ...head, ...over })}\n{}`
  }

  it.each([
    ['empty', 'empty', () => ''],
    ['{}', 'not-metadata', () => '{}'],
    ['zero-filled', 'not-metadata', (whole: Buffer) => Buffer.alloc(whole.length)],
    ['truncated', 'truncated', (whole: Buffer) => whole.subarray(0, -10)],
    ['cut in its first line', 'not-metadata', (whole: Buffer) => whole.subarray(0, 30)],
    ['changed by hand', 'checksum', (whole: Buffer) => whole.toString().replace('"g1"', '"gX"')],
    ['longer than written', 'checksum', (whole: Buffer) => Buffer.concat([whole, Buffer.from(' ')])],
    ['of a newer version', 'newer-version', () => header({ version: 2 })],
    ['of another program', 'not-metadata', () => header({ format: 'other' })],
  ] as const)(
    '[LOG14] stops the start when the metadata is %s, and is left untouched',
    async (_, detail, make) => {
      const folder = await filled()
      const file = join(folder, 'metadata.json')
      await writeFile(file, make(await readFile(file)))
      const [before, previous] = [await bytesOf(file), await bytesOf(join(folder, 'metadata.previous.json'))]
      const failure = await refused(folder)
      expect(failure).toEqual({
        reason: 'damaged',
        file,
        detail,
        command: 'npm run restore -- --previous-metadata',
      })
      expect(exitCodeOf(failure)).toBe(78)
      expect(sentenceOf(failure)).toContain(file)
      expect(sentenceOf(failure)).toContain(failure.reason === 'damaged' ? failure.command : '?')
      expect(await bytesOf(file)).toEqual(before)
      expect(await bytesOf(join(folder, 'metadata.previous.json'))).toEqual(previous)
    },
  )

  it('[LOG14] is restored by the command that it names, up to the change before the last', async () => {
    const folder = await filled()
    await truncate(join(folder, 'metadata.json'), 0)
    expect(await restorePreviousMeta(folder, 'now')).toEqual({
      ok: true,
      value: { aside: join(folder, 'before-restore-now') },
    })
    expect((await stat(join(folder, 'before-restore-now', 'metadata.json'))).size).toBe(0)
    const store = await started(folder)
    expect(Object.keys(store.meta.read().groups)).toEqual(['g1'])
    expect(await textsOf(store.log, 'd')).toHaveLength(2)
  })

  it('[LOG14] names the backup when the previous generation is damaged too', async () => {
    const folder = await filled()
    await truncate(join(folder, 'metadata.json'), 0)
    await truncate(join(folder, 'metadata.previous.json'), 5)
    expect(await refused(folder)).toMatchObject({
      reason: 'damaged',
      command: 'npm run restore -- BACKUP-FILE',
    })
    expect(await restorePreviousMeta(folder, 'now')).toEqual({ ok: false, error: { reason: 'no-previous' } })
  })

  it.each([[['metadata.json']], [['metadata.json', 'metadata.previous.json']]])(
    '[LOG14] stops the start when %o are missing beside a log',
    async (names) => {
      const folder = await filled()
      for (const name of names) await rm(join(folder, name))
      expect(await refused(folder)).toMatchObject({ reason: 'damaged', detail: 'missing' })
      expect(await bytesOf(join(folder, 'metadata.json'))).toBeNull()
    },
  )

  it.each([
    ['its folder is gone', ['log']],
    ['CURRENT is gone', ['log/CURRENT']],
    ['CURRENT and the metadata are gone', ['log/CURRENT', 'metadata.json', 'metadata.previous.json']],
  ])('[LOG14] stops the start when of the log %s', async (_, names) => {
    const folder = await filled()
    for (const name of names) await rm(join(folder, name), { recursive: true })
    const failure = await refused(folder)
    expect(failure).toMatchObject({ reason: 'damaged', file: join(folder, 'log') })
    expect(exitCodeOf(failure)).toBe(78)
    await expect(stat(join(folder, 'log', 'CURRENT'))).rejects.toThrow('ENOENT')
  })

  it('[LOG14] stops the start when the manifest of the log is damaged', async () => {
    const folder = await filled()
    const manifest = (await readdir(join(folder, 'log'))).find((name) => name.startsWith('MANIFEST')) ?? ''
    await truncate(join(folder, 'log', manifest), 3)
    const failure = await refused(folder)
    expect(failure).toMatchObject({ reason: 'damaged', command: 'npm run restore -- BACKUP-FILE' })
  })

  it('[LOG14] says that the folder is unusable when it is a file', async () => {
    const path = join(await scratchDir(), 'file')
    await writeFile(path, 'x')
    const failure = await refused(path)
    expect(failure.reason).toBe('unusable')
    expect(exitCodeOf(failure)).toBe(74)
  })
})

describe('a second opening of one data directory', () => {
  it('[LOG15] is refused with the process id of the first, and takes nothing from it', async () => {
    const folder = await filled()
    const store = await started(folder)
    const failure = await refused(folder)
    expect(failure).toEqual({ reason: 'in-use', dataDir: folder, pid: process.pid })
    expect(exitCodeOf(failure)).toBe(75)
    expect(sentenceOf(failure)).toContain(String(process.pid))
    expect(await store.log.append([{ document: 'd', entries: [entryOf('ثالثة')] }])).toEqual([3])
    expect((await readProcessFile(folder))?.pid).toBe(process.pid)
    await store.close()
    expect(await readProcessFile(folder)).toBeNull()
    await started(folder)
  })

  it('[LOG15] is refused although the first one is silent, since the lock decides', async () => {
    const folder = await filled()
    await started(folder)
    await writeFile(
      join(folder, 'process.json'),
      JSON.stringify({ pid: 4242, control: join(folder, 'gone') }),
    )
    expect(await refused(folder)).toEqual({ reason: 'in-use', dataDir: folder, pid: 4242 })
    await writeFile(join(folder, 'process.json'), 'nonsense')
    expect(await refused(folder)).toEqual({ reason: 'in-use', dataDir: folder, pid: null })
  })

  it('[LOG15] is not hindered by the file of a server that died', async () => {
    const folder = await filled()
    await writeFile(
      join(folder, 'process.json'),
      JSON.stringify({ pid: process.ppid, control: join(folder, 'control.sock') }),
    )
    await writeFile(join(folder, 'control.sock'), '')
    const store = await started(folder)
    expect((await readProcessFile(folder))?.pid).toBe(process.pid)
    await store.close()
  })
})

describe('a backup', () => {
  const backedUp = async () => {
    const folder = await filled()
    const file = join(await scratchDir(), 'copy.backup')
    return { folder, file }
  }

  it('[LOG17] taken while the server runs and people write restores to a whole prefix, as another epoch', async () => {
    const { folder, file } = await backedUp()
    const store = await started(folder)
    const large = 'ض'.repeat(2000)
    const write = async (n: number): Promise<void> => {
      await store.log.append([{ document: 'e', entries: [entryOf(`${n}${large}`)] }])
      if (n % 10 === 0) await store.meta.transact(addGroup(`n${n}`))
    }
    for (let n = 1; n <= 101; n += 1) await write(n)
    let writing = true
    const written = (async () => {
      for (let n = 102; writing; n += 1) await write(n)
    })()
    const taken = await takeBackup(folder, file)
    writing = false
    await written
    expect(taken.ok).toBe(true)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const total = (await store.log.load('e')).seq
    const epoch = store.epoch.current()
    await store.close()

    const target = await scratchDir()
    expect(await restoreBackup(target, file, 'now')).toEqual({ ok: true, value: { aside: null } })
    const restored = await started(target)
    expect(restored.epoch.current()).not.toBe(epoch)
    const { seq, tail } = await restored.log.load('e')
    expect(seq).toBeGreaterThan(100)
    expect(seq).toBeLessThanOrEqual(total)
    expect(tail).toHaveLength(seq)
    const groups = Object.keys(restored.meta.read().groups).filter((id) => id.startsWith('n'))
    expect(Math.abs(groups.length - Math.floor(seq / 10))).toBeLessThanOrEqual(1)
    expect((await restored.sessions.get('aa'))?.tokenHash).toBe('aa')
  })

  it('[LOG17] is taken of a stopped server too', async () => {
    const { folder, file } = await backedUp()
    const taken = await takeBackup(folder, file)
    expect(taken.ok && taken.value.records).toBeGreaterThan(4)
    await expect(stat(`${file}.partial`)).rejects.toThrow('ENOENT')
    expect((await openEmbeddedStore(folder, RESERVE)).ok && 'free again').toBe('free again')
  })

  it('[LOG12] restored over a store puts that store aside and changes the epoch each time', async () => {
    const { folder, file } = await backedUp()
    await takeBackup(folder, file)
    const epochs = new Set<string>()
    for (const stamp of ['one', 'two']) {
      const store = await started(folder)
      epochs.add(store.epoch.current())
      await store.log.append([{ document: 'd', entries: [entryOf(stamp)] }])
      await store.close()
      const restored = await restoreBackup(folder, file, stamp)
      expect(restored).toEqual({ ok: true, value: { aside: join(folder, `before-restore-${stamp}`) } })
      expect(await readdir(join(folder, `before-restore-${stamp}`))).toContain('log')
    }
    const store = await started(folder)
    epochs.add(store.epoch.current())
    expect(epochs.size).toBe(3)
    expect(await textsOf(store.log, 'd')).toEqual(['كلمة', 'ثانية'])
  })

  it('[LOG17] is refused while the server runs, and nothing changes', async () => {
    const { folder, file } = await backedUp()
    const store = await started(folder)
    await takeBackup(folder, file)
    expect(await restoreBackup(folder, file, 'now')).toEqual({
      ok: false,
      error: { reason: 'in-use', pid: process.pid },
    })
    expect(await textsOf(store.log, 'd')).toHaveLength(2)
  })

  it('[LOG17] that is cut, changed or no backup is refused before anything is replaced', async () => {
    const { folder, file } = await backedUp()
    await takeBackup(folder, file)
    const whole = await readFile(file)
    const middle = Buffer.from(whole)
    middle[whole.length >> 1] = (middle[whole.length >> 1] ?? 0) ^ 1
    const bad = [
      whole.subarray(0, -1),
      whole.subarray(0, whole.length >> 1),
      Buffer.alloc(0),
      middle,
      Buffer.concat([whole, Buffer.from('x')]),
      Buffer.from('hello, this is a text and no backup at all'),
    ]
    const before = await readdir(folder)
    for (const bytes of bad) {
      const copy = `${file}.bad`
      await writeFile(copy, bytes)
      expect(await restoreBackup(folder, copy, 'now')).toMatchObject({ error: { reason: 'bad-backup' } })
    }
    expect(await readdir(folder)).toEqual(before)
    await copyFile(file, `${file}.same`)
    expect((await verifyBackup(createReadStream(`${file}.same`))).records).toBeGreaterThan(4)
  })

  it('[LOG14] whose restore was interrupted stops the start, and restoring again finishes it', async () => {
    const { folder, file } = await backedUp()
    await takeBackup(folder, file)
    // The moment at which everything old is aside and nothing new is in its place.
    await writeFile(join(folder, 'restore-in-progress'), 'x')
    await mkdir(join(folder, 'before-restore-x'))
    for (const name of ['log', 'metadata.json', 'metadata.previous.json']) {
      await rename(join(folder, name), join(folder, 'before-restore-x', name))
    }
    const failure = await refused(folder)
    expect(failure).toMatchObject({ reason: 'restore-interrupted' })
    expect(exitCodeOf(failure)).toBe(78)
    expect(sentenceOf(failure)).toContain('npm run restore')
    expect((await restoreBackup(folder, file, 'again')).ok).toBe(true)
    expect(await textsOf((await started(folder)).log, 'd')).toHaveLength(2)
  })

  it('[LOG17] reaches a server whose folder has a path too long for a local socket', async () => {
    const folder = join(await scratchDir(), 'long'.repeat(30))
    const store = await started(folder)
    const file = join(await scratchDir(), 'copy.backup')
    expect((await takeBackup(folder, file)).ok).toBe(true)
    expect(await refused(folder)).toMatchObject({ reason: 'in-use', pid: process.pid })
    await store.close()
  })
})
