import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** The pictures that README and whoever comes new look at: both directions, both schemes, both sizes. */
export const KEPT = [
  'document-ar-light',
  'document-en-dark',
  'document-sheet-ar-dark',
  'home-ar-light',
  'home-en-dark',
  'home-phone-ar-light',
  'join-ar-light',
  'invitation-en-light',
  'locks-ar-dark',
  'compare-ar-light',
  'history-en-light',
  'certificate-ar-light',
  'read-ar-dark',
] as const

/** Puts the kept pictures into `folder`, in 64 colours, and nothing else; the reason when it cannot. */
export const keepPictures = (from: string, folder: string): string | null => {
  for (const old of readdirSync(folder)) if (old.endsWith('.png')) rmSync(join(folder, old))
  for (const name of KEPT) {
    const file = `${name}.png`
    const words = [
      '64',
      '--speed',
      '1',
      '--strip',
      '--force',
      '--output',
      join(folder, file),
      join(from, file),
    ]
    const made = spawnSync('pngquant', words, { encoding: 'utf8' })
    if (made.error !== undefined) return 'pngquant is missing: apt-get install pngquant'
    if (made.status !== 0) return made.stderr
  }
  return null
}
