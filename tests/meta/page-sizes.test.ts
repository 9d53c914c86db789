import { resolve } from 'node:path'
import { build } from 'vite'
import { expect, it } from 'vitest'
import { scratchDir } from '../support/scratch-dir.ts'
import { SCREENS, scriptSize } from '../support/page-sizes.ts'

const KB = 1_000

it('[UI855] the built pages keep to their sizes: 150 kB for what every page needs, 340 kB on the wire until a draft is written in', async () => {
  const dist = await scratchDir()
  await build({
    configFile: resolve('vite.config.ts'),
    logLevel: 'error',
    mode: 'production',
    build: { outDir: dist, emptyOutDir: true },
  })
  expect(scriptSize(dist, SCREENS.shell).gzip).toBeLessThanOrEqual(150 * KB)
  const draft = scriptSize(dist, SCREENS.draft)
  expect(draft.brotli).toBeLessThanOrEqual(340 * KB)
  // Over plain http browsers take gzip only.
  expect(draft.gzip).toBeLessThanOrEqual(400 * KB)
}, 240_000)
