import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { AuditHead } from '../audit/audit-chain.ts'
import { readLine } from '../audit/audit-entry.ts'
import { checkChain, type ChainLine, type ChainReport } from '../audit/check-chain.ts'
import { readProcessFile } from '../data-dir.ts'
import { failureCode } from '../log/store-errors.ts'
import { dumpAudit, readDump, type DumpedChain } from './audit-dump.ts'
import { answersAt, askServer } from './control-socket.ts'
import { META_FILE, readMetaFile } from './meta-file.ts'
import { openLog } from './restore-backup.ts'
import { RESTORE_BACKUP, type StartFailure } from './start-failure.ts'

export interface CheckedChain extends ChainReport {
  readonly group: string
  /** The group's name; empty when the metadata does not know it. */
  readonly name: string
}

/**
 * Checks the chain of every group of a data directory: of the server that has it open, else in its files. Nothing is
 * written. `head` was noted elsewhere, as on a certificate, which does not say of which group: where no chain has it,
 * each is measured by it.
 */
export const checkAudit = async (
  dataDir: string,
  head: AuditHead | null,
): Promise<Result<readonly CheckedChain[], StartFailure>> => {
  const dump = await dumpOf(dataDir)
  if (!dump.ok) return dump
  const chains: DumpedChain[] = []
  for await (const chain of readDump(dump.value)) chains.push(chain)
  const isFound = head !== null && chains.some(({ lines }) => has(lines, head))
  const checked: CheckedChain[] = []
  for (const { group, name, end, noted, lines } of chains) {
    const known = [noted, isFound ? null : head].filter((one) => one !== null)
    checked.push({ group, name, ...(await checkChain(group, each(lines), { end, noted: known })) })
  }
  return ok(checked)
}

const has = (lines: readonly ChainLine[], { number, hash }: AuditHead): boolean => {
  const bytes = lines.find((line) => line.number === number)?.bytes
  const read = bytes ? readLine(bytes) : null
  return read?.ok === true && read.value.hash === hash
}

async function* each<T>(items: readonly T[]): AsyncIterable<T> {
  yield* items
}

const dumpOf = async (dataDir: string): Promise<Result<AsyncIterable<Uint8Array>, StartFailure>> => {
  const running = await readProcessFile(dataDir)
  if (running !== null && (await answersAt(running.control)))
    return ok(await askServer(running.control, 'audit'))
  try {
    const database = await openLog(dataDir)
    const meta = await readMetaFile(join(dataDir, META_FILE))
    const dump = new PassThrough()
    const take = (bytes: Uint8Array): Promise<void> =>
      new Promise((resolve, reject) => {
        dump.write(bytes, (error) => {
          if (error) reject(error)
          else resolve()
        })
      })
    const tell = async (): Promise<void> => {
      try {
        await dumpAudit(database, () => (meta.ok ? meta.value : null), take)
      } finally {
        await database.close()
      }
    }
    tell().then(
      () => dump.end(),
      (error: unknown) => dump.destroy(error instanceof Error ? error : new Error(String(error))),
    )
    return ok(dump)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    if (failureCode(error) === 'LEVEL_LOCKED')
      return fail({ reason: 'in-use', dataDir, pid: running?.pid ?? null })
    if (failureCode(error) === 'LEVEL_CORRUPTION')
      return fail({ reason: 'damaged', file: join(dataDir, 'log'), detail, command: RESTORE_BACKUP })
    return fail({ reason: 'unusable', dataDir, detail })
  }
}

/** Checks a downloaded chain. A file does not say where the chain ended: only `head` shows that its end is missing. */
export const checkAuditFile = async (file: string, head: AuditHead | null): Promise<CheckedChain> => {
  const lines: ChainLine[] = []
  for (const bytes of linesOf(await bytesOf(file))) lines.push({ number: lines.length + 1, bytes })
  const first = lines[0]?.bytes
  const read = first ? readLine(first) : null
  const group = read?.ok === true ? read.value.group : ''
  const noted = head === null ? [] : [head]
  return { group, name: '', ...(await checkChain(group, each(lines), { noted })) }
}

const bytesOf = async (file: string): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of createReadStream(file)) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

/** Bytes, not text: a byte that is no UTF-8 must not be read as another one. */
const linesOf = (bytes: Buffer): readonly Buffer[] => {
  const lines: Buffer[] = []
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start)
    lines.push(bytes.subarray(start, end === -1 ? bytes.length : end))
    start = end === -1 ? bytes.length : end + 1
  }
  return lines
}
