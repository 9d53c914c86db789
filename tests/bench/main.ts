/**
 * `npm run bench [servers] [listing] [attack] [client] [suggestions] [threads] [storm] [sizes] [faces] [join] [sequence] [gate] [since] [history] [audit] [word] [pdf] [readers]`: the figures of docs/BENCHMARKS.md, printed as Markdown. Nothing here is a
 * test: machines differ, so read the ratios within one run.
 */
import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { benchAttacks } from './attack.ts'
import { benchClient } from './client.ts'
import { benchFaces } from './faces.ts'
import { benchHistory } from './history.ts'
import { benchJoin } from './join.ts'
import { benchListing } from './listing.ts'
import { benchPdf } from './pdf.ts'
import { benchServers } from './servers.ts'
import { benchAudit } from './audit.ts'
import { benchSince } from './since.ts'
import { benchSizes } from './sizes.ts'
import { benchStorm } from './storm.ts'
import { benchSuggestions } from './suggestions.ts'
import { benchThreads } from './threads.ts'
import { benchReaders } from './readers.ts'
import { benchWord } from './word.ts'

const script = (path: string) => async (): Promise<string> => {
  spawnSync('npx', ['tsx', path], { stdio: 'inherit' })
  return ''
}

const PARTS: Readonly<Record<string, () => Promise<string>>> = {
  servers: benchServers,
  listing: benchListing,
  attack: benchAttacks,
  client: benchClient,
  suggestions: benchSuggestions,
  threads: benchThreads,
  storm: benchStorm,
  sizes: benchSizes,
  faces: benchFaces,
  join: benchJoin,
  since: benchSince,
  audit: benchAudit,
  readers: benchReaders,
  history: benchHistory,
  word: benchWord,
  pdf: benchPdf,
  sequence: script('tests/bench/sequence-costs.ts'),
  gate: script('tests/bench/gate-costs.ts'),
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => PARTS[name] === undefined)
if (unknown.length > 0)
  throw new Error(`no benchmark ${unknown.join(', ')}; there is ${Object.keys(PARTS).join(', ')}`)

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`)
for (const [name, part] of Object.entries(PARTS)) if (asked.length === 0 || asked.includes(name)) await part()
