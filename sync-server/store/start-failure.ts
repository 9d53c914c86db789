import { assertNever } from '#core/util/assert.ts'

/** Why the store cannot be opened. Nothing has been changed on the disk. */
export type StartFailure =
  | { readonly reason: 'in-use'; readonly dataDir: string; readonly pid: number | null }
  | { readonly reason: 'damaged'; readonly file: string; readonly detail: string; readonly command: string }
  | { readonly reason: 'restore-interrupted'; readonly dataDir: string; readonly command: string }
  | { readonly reason: 'unusable'; readonly dataDir: string; readonly detail: string }

export const RESTORE_BACKUP = 'npm run restore -- BACKUP-FILE'
export const RESTORE_PREVIOUS = 'npm run restore -- --previous-metadata'

/** The codes of sysexits.h: 75 try again later, 78 something has to be put right first, 74 the disk fails. */
export const exitCodeOf = (failure: StartFailure): 74 | 75 | 78 => {
  switch (failure.reason) {
    case 'in-use':
      return 75
    case 'damaged':
    case 'restore-interrupted':
      return 78
    case 'unusable':
      return 74
    default:
      return assertNever(failure)
  }
}

/** What the operator is told. */
export const sentenceOf = (failure: StartFailure): string => {
  switch (failure.reason) {
    case 'in-use': {
      const who = failure.pid === null ? 'another process' : `process ${failure.pid}`
      return `${failure.dataDir} is in use by ${who}. Stop it first, or give this server another DATA_DIR.`
    }
    case 'damaged':
      return `${failure.file} cannot be read (${failure.detail}). It has not been touched. To restore: ${failure.command}`
    case 'restore-interrupted':
      return `A restore into ${failure.dataDir} was interrupted. To finish it: ${failure.command}`
    case 'unusable':
      return `${failure.dataDir} cannot be used: ${failure.detail}`
    default:
      return assertNever(failure)
  }
}
