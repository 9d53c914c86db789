import { resolve } from 'node:path'
import { build } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'
import { scratchDir } from '../support/scratch-dir.ts'
import { SCREENS, scriptSize } from '../support/page-sizes.ts'

const KB = 1_000

describe('the built pages', () => {
  let dist = ''
  beforeAll(async () => {
    dist = await scratchDir()
    await build({
      configFile: resolve('vite.config.ts'),
      logLevel: 'error',
      mode: 'production',
      build: { outDir: dist, emptyOutDir: true },
    })
  }, 240_000)

  it('[UI855] begin with a shell of at most 150 kB of packed script', () => {
    const { gzip } = scriptSize(dist, SCREENS['the shell, which every page begins with'])
    expect(gzip).toBeLessThanOrEqual(150 * KB)
  })

  it('[UI855] let a draft be written in after at most 340 kB of script on the wire', () => {
    const { brotli, gzip } = scriptSize(dist, SCREENS['the first opening of a draft'])
    expect(brotli).toBeLessThanOrEqual(340 * KB)
    // Over plain http browsers take gzip only.
    expect(gzip).toBeLessThanOrEqual(400 * KB)
  })
})
