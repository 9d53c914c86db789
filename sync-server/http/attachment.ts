/**
 * The title as a file name in `Content-Disposition`, in full by RFC 8187, without what a file system forbids; `about`
 * stands behind it.
 */
export const attachment = (title: string, extension: string, about: string | null = null): string => {
  const plain = title.replace(/[\\/:*?"<>|\p{Cc}\p{Cs}]/gu, ' ').trim()
  // By code points: half a surrogate pair cannot be written in UTF-8.
  const short = Array.from(plain).slice(0, 100).join('') || 'siyagha'
  const name = `${short}${about === null ? '' : ` – ${about}`}.${extension}`
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="siyagha.${extension}"; filename*=UTF-8''${encoded}`
}
