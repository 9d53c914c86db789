import { readConfig } from './config.ts'
import { exitCodeOf, sentenceOf } from './store/start-failure.ts'
import { takeBackup } from './store/take-backup.ts'

/** `npm run backup -- FILE`: one moment of everything in DATA_DIR, also while the server runs. */
const main = async (file: string | undefined): Promise<number> => {
  const config = readConfig(process.env)
  if (!config.ok) {
    console.error(config.error.message)
    return 78
  }
  if (file === undefined) {
    console.error('Say where to: npm run backup -- FILE')
    return 64
  }
  const taken = await takeBackup(config.value.dataDir, file)
  if (!taken.ok) {
    console.error(sentenceOf(taken.error))
    return exitCodeOf(taken.error)
  }
  console.log(`${file}: ${taken.value.records} records, ${taken.value.bytes} bytes, read back and whole.`)
  console.log('It holds every text and the hashed sessions: keep it as safe as the server.')
  return 0
}

try {
  process.exitCode = await main(process.argv[2])
} catch (error) {
  console.error(`The backup failed: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 74
}
