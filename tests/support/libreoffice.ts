import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const PLACES = [
  '/usr/bin/soffice',
  '/usr/lib/libreoffice/program/soffice',
  '/opt/libreoffice/program/soffice',
]

const found = (): string | null =>
  [process.env['SOFFICE_PATH'] ?? '', ...PLACES].find((path) => path !== '' && existsSync(path)) ?? null

/** As root it is installed from the distribution, as the browser is: the writer alone, without a window. */
const install = (): void => {
  if (process.getuid?.() !== 0) return
  for (const words of [['update'], ['install', '-y', '--no-install-recommends', 'libreoffice-writer-nogui']])
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...words], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
}

/** LibreOffice on this machine, installed when it is not there and may be. Throws, saying what to do, where it cannot be. */
export const libreOffice = (): string => {
  if (found() === null) install()
  const soffice = found()
  if (soffice === null)
    throw new Error(
      'LibreOffice is not on this machine and could not be installed: put it there, or name it by SOFFICE_PATH',
    )
  return soffice
}

/** What LibreOffice makes of a Word file, in a format that it knows by that name. */
const converted = async (soffice: string, bytes: Uint8Array, format: string): Promise<Uint8Array> => {
  const folder = await mkdtemp(join(tmpdir(), 'siyagha-office-'))
  try {
    await writeFile(join(folder, 'text.docx'), bytes)
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const target = ['--convert-to', format, '--outdir', join(folder, 'saved')]
    await run(soffice, ['--headless', profile, ...target, join(folder, 'text.docx')], { timeout: 100_000 })
    return await readFile(join(folder, 'saved', `text.${format.split(':')[0] ?? ''}`))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A Word file as LibreOffice has it after opening and saving it. */
export const savedByLibreOffice = (soffice: string, bytes: Uint8Array): Promise<Uint8Array> =>
  converted(soffice, bytes, 'docx:MS Word 2007 XML')

/** A Word file as LibreOffice prints it, tracked changes shown: a PDF. */
export const printedByLibreOffice = (soffice: string, bytes: Uint8Array): Promise<Uint8Array> =>
  converted(soffice, bytes, 'pdf')
