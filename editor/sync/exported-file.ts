/** A file as the server sends it. */
export interface ExportedFile {
  readonly content: Blob
  /** As the server names it. */
  readonly filename: string
}

/** The name in a `Content-Disposition` (RFC 6266): in full where it is, else the plain one; null without one. */
export const filenameIn = (disposition: string | null): string | null => {
  const full = /filename\*=UTF-8''([^;]+)/iu.exec(disposition ?? '')?.[1]
  if (full !== undefined) {
    try {
      return decodeURIComponent(full)
    } catch {
      // Not what it says to be: the plain name is left.
    }
  }
  return /filename="([^"]+)"/iu.exec(disposition ?? '')?.[1] ?? null
}
