/**
 * Storage cannot serve now (disk full, failed write, closed). A write that ends so may have landed or not: read
 * again. Later calls may succeed without a restart.
 */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError'
}

/** No space for what has to be written; nothing of it was kept. */
export class DiskFullError extends StoreUnavailableError {
  constructor(path: string, options?: ErrorOptions) {
    super(`not enough free space on the disk of ${path}`, options)
  }
}

/** What is stored is not what was written: checksum wrong, entry missing. Never served as if it were less text. [LOG8] */
export class StoreDamagedError extends Error {
  override readonly name = 'StoreDamagedError'
  /** The document that is damaged; null when it is not one document. */
  readonly document: string | null

  constructor(message: string, document: string | null = null, options?: ErrorOptions) {
    super(document === null ? message : `document ${document}: ${message}`, options)
    this.document = document
  }
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined

/** The code of LevelDB or of the operating system, looked for in the causes too. */
export const failureCode = (error: unknown): string | null => {
  const code = codeOf(error)
  const cause = error instanceof Error ? error.cause : undefined
  if (cause !== undefined && code !== 'LEVEL_CORRUPTION' && code !== 'LEVEL_LOCKED') {
    return failureCode(cause) ?? (typeof code === 'string' ? code : null)
  }
  return typeof code === 'string' ? code : null
}

/** Any failure of the database as one of ours. */
export const asStoreError = (error: unknown): StoreUnavailableError | StoreDamagedError => {
  if (error instanceof StoreUnavailableError || error instanceof StoreDamagedError) return error
  const message = error instanceof Error ? error.message : String(error)
  return failureCode(error) === 'LEVEL_CORRUPTION'
    ? new StoreDamagedError(message, null, { cause: error })
    : new StoreUnavailableError(message, { cause: error })
}
