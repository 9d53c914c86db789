import { execFile } from 'node:child_process'
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

/** LibreOffice on this machine; null without one. */
export const libreOffice = (): string | null =>
  [process.env['SOFFICE_PATH'] ?? '', ...PLACES].find((path) => path !== '' && existsSync(path)) ?? null

/** A Word file as LibreOffice has it after opening and saving it. */
export const savedByLibreOffice = async (soffice: string, bytes: Uint8Array): Promise<Uint8Array> => {
  const folder = await mkdtemp(join(tmpdir(), 'siyagha-office-'))
  try {
    await writeFile(join(folder, 'text.docx'), bytes)
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const target = ['--convert-to', 'docx:MS Word 2007 XML', '--outdir', join(folder, 'saved')]
    await run(soffice, ['--headless', profile, ...target, join(folder, 'text.docx')], { timeout: 100_000 })
    return await readFile(join(folder, 'saved', 'text.docx'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
