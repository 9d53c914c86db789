import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const isThere = (): boolean => spawnSync('pdftotext', ['-v'], { stdio: 'ignore' }).status === 0

/** As root it is installed from the distribution, as the browser is. */
const install = (): void => {
  const apt = (...words: string[]) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...words], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  if (process.getuid?.() !== 0) return
  apt('update')
  apt('install', '-y', '--no-install-recommends', 'poppler-utils')
}

/** What `pdftotext` says of a PDF. */
const told = async (pdf: Uint8Array, options: readonly string[]): Promise<string> => {
  if (!isThere()) install()
  if (!isThere())
    throw new Error('pdftotext is not on this machine and could not be installed: poppler-utils has it')
  const folder = await mkdtemp(join(tmpdir(), 'siyagha-pdf-'))
  try {
    const file = join(folder, 'text.pdf')
    await writeFile(file, pdf)
    const { stdout } = await run('pdftotext', [...options, file, '-'], { maxBuffer: 64 * 1024 * 1024 })
    return stdout
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What `pdftotext` reads in a PDF, page by page. */
export const popplerText = async (pdf: Uint8Array): Promise<readonly string[]> =>
  (await told(pdf, ['-enc', 'UTF-8'])).split('\f').slice(0, -1)

/** How wide the words of a PDF stand, from the first edge to the last, in points. */
export const popplerSpan = async (pdf: Uint8Array): Promise<number> => {
  const boxes = [...(await told(pdf, ['-bbox'])).matchAll(/<word xMin="([\d.]+)" [^>]*xMax="([\d.]+)"/gu)]
  const edges = boxes.flatMap(([, from, to]) => [Number(from), Number(to)])
  return Math.max(...edges) - Math.min(...edges)
}
