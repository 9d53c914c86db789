import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { scratchDir } from '../support/scratch-dir.ts'
import { SCREENS, scriptSize } from '../support/page-sizes.ts'

const KB = 1_000

it('[UI855] the built pages keep to their sizes: 140 kB for what every page needs, 328 kB on the wire until a draft is written in', async () => {
  const dist = await scratchDir()
  // In a process of its own: the tests' NODE_ENV would build React for development.
  await promisify(execFile)(
    'npx',
    ['vite', 'build', '--logLevel', 'error', '--outDir', dist, '--emptyOutDir'],
    {
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
  expect(scriptSize(dist, SCREENS.shell).gzip).toBeLessThanOrEqual(140 * KB)
  const draft = scriptSize(dist, SCREENS.draft)
  expect(draft.brotli).toBeLessThanOrEqual(328 * KB)
  // Over plain http browsers take gzip only.
  expect(draft.gzip).toBeLessThanOrEqual(380 * KB)
}, 240_000)
