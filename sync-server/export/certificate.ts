/** What a final text is known by, and where that is checked: the last page of its files ([DOC700]). */
export interface FileCertificate {
  /** Hexadecimal, of the canonical text. */
  readonly sha256: string
  /** Milliseconds since 1970. */
  readonly finalAt: number
  /** The number of the log at which it became final. */
  readonly version: number
  /** Of the page on which anybody can check. */
  readonly address: string
}

/** Its hash in groups that a person can compare. */
export const hashGroups = (sha256: string): readonly string[] => sha256.match(/.{1,8}/gu) ?? []
