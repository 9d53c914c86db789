import { assertNever } from '#core/util/assert.ts'
import { readConfig } from './config.ts'
import { restoreBackup, restorePreviousMeta, type RestoreFailure } from './store/restore-backup.ts'

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const sentenceOf = (failure: RestoreFailure, dataDir: string): string => {
  switch (failure.reason) {
    case 'in-use':
      return `${dataDir} is in use by ${failure.pid === null ? 'another process' : `process ${failure.pid}`}. Stop it first.`
    case 'bad-backup':
      return `The backup cannot be restored: ${failure.detail}. Nothing has been changed.`
    case 'no-previous':
      return `There is no readable previous generation of the metadata in ${dataDir}. Restore a backup: npm run restore -- BACKUP-FILE`
    default:
      return assertNever(failure)
  }
}

/** `npm run restore -- FILE`, or `--previous-metadata` for a damaged metadata file alone. The server must be stopped. */
const main = async (what: string | undefined): Promise<number> => {
  const config = readConfig(process.env)
  if (!config.ok) {
    say(config.error.message)
    return 78
  }
  const { dataDir } = config.value
  if (what === undefined) {
    say('Say what from: npm run restore -- BACKUP-FILE')
    return 64
  }
  const stamp = new Date().toISOString().replaceAll(':', '-')
  const restored =
    what === '--previous-metadata'
      ? await restorePreviousMeta(dataDir, stamp)
      : await restoreBackup(dataDir, what, stamp)
  if (!restored.ok) {
    say(sentenceOf(restored.error, dataDir))
    return restored.error.reason === 'in-use' ? 75 : 78
  }
  say(`${dataDir} is restored.`)
  if (restored.value.aside !== null) say(`What was there before is in ${restored.value.aside}.`)
  return 0
}

try {
  process.exitCode = await main(process.argv[2])
} catch (error) {
  say(`The restore failed: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 74
}
