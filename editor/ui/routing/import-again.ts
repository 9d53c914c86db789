/** Milliseconds before what did not come is asked for again. */
const AGAIN_MS = [300, 1_000] as const

/** Asks again for the style sheets that did not come: the loader of the build thinks that they are here. */
const mendStyles = async (): Promise<void> => {
  const lost = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].filter(
    ({ sheet }) => sheet === null,
  )
  await Promise.all(
    lost.map((link) =>
      new Promise<void>((resolve, reject) => {
        const next = document.createElement('link')
        next.rel = 'stylesheet'
        next.href = link.href
        next.addEventListener('load', () => {
          resolve()
        })
        next.addEventListener('error', () => {
          next.remove()
          reject(new Error('the style sheet did not come'))
        })
        link.after(next)
      }).then(() => {
        link.remove()
      }),
    ),
  )
}

/** Hears by `lost` of each part that could not be had: the server may have none of this version any more [UI935]. */
export const lostParts = new EventTarget()

/** Imports a part of the page, again where the network broke off [UI801]; rejects as the last try does. */
export const importAgain = async <T>(part: () => Promise<T>): Promise<T> => {
  for (const delay of AGAIN_MS) {
    try {
      return await part()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, delay))
      await mendStyles().catch(() => undefined)
    }
  }
  try {
    return await part()
  } catch (error) {
    lostParts.dispatchEvent(new Event('lost'))
    throw error
  }
}
