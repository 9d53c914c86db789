import { text } from 'node:stream/consumers'
import { Auditor } from './audit/auditor.ts'
import { readConfig } from './config.ts'
import type { Config } from './config.ts'
import { readProcessFile } from './data-dir.ts'
import { facilitatorLink } from './first-link.ts'
import { systemRandom } from './http/secrets.ts'
import { answersAt, askServer } from './store/control-socket.ts'
import { openEmbeddedStore } from './store/embedded.ts'
import { exitCodeOf, sentenceOf } from './store/start-failure.ts'
import { systemClock } from './store/system-clock.ts'

/**
 * `npm run facilitator-link`: a new link for a facilitator who is locked out. A running server has its data directory
 * for itself, so it is asked; a stopped one's is opened here.
 */
const makeLink = async (config: Config): Promise<number> => {
  const running = await readProcessFile(config.dataDir)
  if (running !== null && (await answersAt(running.control))) {
    const link = await text(await askServer(running.control, 'facilitator-link'))
    if (link === '') throw new Error('the running server did not make a link')
    console.log(link)
    return 0
  }
  const store = await openEmbeddedStore(config.dataDir)
  if (!store.ok) {
    console.error(sentenceOf(store.error))
    return exitCodeOf(store.error)
  }
  const { audit: chain, meta } = store.value
  const failed = (error: unknown): void => console.error(`The audit could not be kept: ${String(error)}`)
  const auditor = await Auditor.open({ chain, meta, clock: systemClock, retry: 0, failed })
  const tools = {
    meta: auditor.meta,
    random: systemRandom,
    clock: systemClock,
    settings: { publicUrl: config.publicUrl },
  }
  const link = await facilitatorLink(tools, null)
  await auditor.close()
  await store.value.close()
  console.log(link)
  return 0
}

const config = readConfig(process.env)
if (config.ok) {
  try {
    process.exitCode = await makeLink(config.value)
  } catch (error) {
    console.error(`No link was made: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 74
  }
} else {
  console.error(config.error.message)
  process.exitCode = 78
}
