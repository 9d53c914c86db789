import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { scratchDir } from '../support/scratch-dir.ts'
import { SCREENS, scriptSize } from '../support/page-sizes.ts'

const KB = 1_000

it('[UI855] [UI801] the built pages keep to their sizes: 101 kB for what every page needs, 329 kB until a draft is written in', async () => {
  const dist = await scratchDir()
  // In a process of its own: the tests' NODE_ENV would build React for development.
  await promisify(execFile)(
    'npx',
    ['vite', 'build', '--logLevel', 'error', '--outDir', dist, '--emptyOutDir'],
    {
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
  // What the page begins with waits for no other script: it says how far these are, and asks beside them.
  const manifest: unknown = JSON.parse(await readFile(join(dist, '.vite/manifest.json'), 'utf8'))
  expect(manifest).toHaveProperty(['index.html', 'dynamicImports'])
  expect(manifest).not.toHaveProperty(['index.html', 'imports'])
  expect(scriptSize(dist, SCREENS.shell).gzip).toBeLessThanOrEqual(101 * KB)
  const draft = scriptSize(dist, SCREENS.draft)
  expect(draft.brotli).toBeLessThanOrEqual(286 * KB)
  // Over plain http browsers take gzip only.
  expect(draft.gzip).toBeLessThanOrEqual(329 * KB)
}, 240_000)
