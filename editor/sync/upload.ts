/** What whoever sends a large file hears of it, and how they stop it. */
export interface UploadWatch {
  readonly signal?: AbortSignal
  /** Share of the bytes that are on their way, 0–1; 1 while the other side reads. */
  readonly onSent?: (share: number) => void
}

export interface Uploaded {
  readonly status: number
  readonly text: string
}

/** Sends bytes by POST; null when no answer came or it was stopped. */
export type Upload = (
  path: string,
  content: Blob,
  headers: Readonly<Record<string, string>>,
  watch: UploadWatch,
) => Promise<Uploaded | null>

/** By XMLHttpRequest: `fetch` tells nobody how much of a body is sent. */
export const uploadByRequest: Upload = (path, content, headers, { signal, onSent }) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const stop = (): void => {
      request.abort()
    }
    const end = (uploaded: Uploaded | null): void => {
      signal?.removeEventListener('abort', stop)
      resolve(uploaded)
    }
    request.open('POST', path)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) onSent?.(loaded / total)
    })
    request.upload.addEventListener('load', () => onSent?.(1))
    request.addEventListener('load', () => {
      end({ status: request.status, text: request.responseText })
    })
    for (const failure of ['error', 'abort', 'timeout'])
      request.addEventListener(failure, () => {
        end(null)
      })
    if (signal?.aborted === true) end(null)
    else {
      signal?.addEventListener('abort', stop)
      request.send(content)
    }
  })
