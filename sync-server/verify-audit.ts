import type { AuditHead } from './audit/audit-chain.ts'
import type { BadEntry } from './audit/check-chain.ts'
import { readConfig } from './config.ts'
import { checkAudit, checkAuditFile, type CheckedChain } from './store/check-audit.ts'
import { exitCodeOf, sentenceOf } from './store/start-failure.ts'

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const USAGE = 'npm run verify-audit -- [FILE.jsonl] [--head NUMBER:HASH]'

const WORDS: Readonly<Record<BadEntry['problem'], string>> = {
  missing: 'is missing',
  unreadable: 'cannot be read',
  changed: 'is not what was written: its hash is another',
  'out-of-place': 'is another entry',
  replaced: 'is not the one whose hash was noted after it',
  beyond: 'stands behind the noted end of the chain',
  headless: 'is the last one, and where the chain ends is noted nowhere: what follows may be missing',
}

const headOf = (text: string | undefined): AuditHead | null => {
  const [, number, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text ?? '') ?? []
  return number === undefined || hash === undefined ? null : { number: Number(number), hash }
}

const tell = ({ group, name, entries, head, bad }: CheckedChain): void => {
  const whose = name === '' ? group : `${group} (${name})`
  if (bad !== null) say(`${whose}: entry ${bad.number} ${WORDS[bad.problem]}.`)
  else if (head === null) say(`${whose}: no entries.`)
  else say(`${whose}: ${entries} entries, whole. Head ${head.number}:${head.hash}`)
}

/**
 * `npm run verify-audit`: names the first bad entry of each group's chain, in DATA_DIR, also while the server runs, or in
 * a downloaded file. 0: every chain is whole; 1: one is not.
 */
const main = async (given: readonly string[]): Promise<number> => {
  const at = given.indexOf('--head')
  const head = at === -1 ? null : headOf(given[at + 1])
  const [file, ...more] = given.filter((_, index) => at === -1 || (index !== at && index !== at + 1))
  if ((at !== -1 && head === null) || more.length > 0 || file?.startsWith('--') === true) {
    say(USAGE)
    return 64
  }
  if (file !== undefined) {
    const checked = await checkAuditFile(file, head)
    tell(checked)
    return checked.bad === null ? 0 : 1
  }
  const config = readConfig(process.env)
  if (!config.ok) {
    say(config.error.message)
    return 78
  }
  const checked = await checkAudit(config.value.dataDir, head)
  if (!checked.ok) {
    say(sentenceOf(checked.error))
    return exitCodeOf(checked.error)
  }
  if (checked.value.length === 0) say('There are no entries yet.')
  checked.value.forEach(tell)
  return checked.value.every(({ bad }) => bad === null) ? 0 : 1
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  say(`The audit could not be checked: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 74
}
