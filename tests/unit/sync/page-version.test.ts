import { describe, expect, it } from 'vitest'
import { createPageVersion } from '../../../editor/sync/page-version.ts'

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

const setUp = (page: string | null) => {
  const worker = new EventTarget()
  const parts = new EventTarget()
  let asked = 0
  let told = 0
  const version = createPageVersion({
    script: '/assets/index-old.js',
    worker,
    parts,
    fetch: async () => {
      asked += 1
      if (page === null) throw new TypeError('no network')
      return new Response(page)
    },
  })
  version.subscribe(() => told++)
  return { version, worker, parts, asked: () => asked, told: () => told }
}

describe('the version of a page', () => {
  it.each([
    ['worker', 'controllerchange'],
    ['parts', 'lost'],
  ] as const)(
    '[UI752] [UI935] is asked for when the %s tells of %s, and is older when the server’s begins otherwise',
    async (who, event) => {
      const newer = setUp('<script src="/assets/index-new.js">')
      expect(newer.version.isOutdated()).toBe(false)
      newer[who].dispatchEvent(new Event(event))
      await settled()
      expect([newer.version.isOutdated(), newer.told()]).toEqual([true, 1])
    },
  )

  it('[UI935] a part that does not come over a bad line makes no page old', async () => {
    for (const page of ['<script src="/assets/index-old.js">', null]) {
      const same = setUp(page)
      same.parts.dispatchEvent(new Event('lost'))
      await settled()
      expect([same.version.isOutdated(), same.asked(), same.told()]).toEqual([false, 1, 0])
    }
  })
})
