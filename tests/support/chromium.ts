import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** Chromium without its window: the same engine, a fifth faster here. */
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell'

/** With a window, each of these renders the same, only slower. */
const WHOLE_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const isRoot = (): boolean => process.getuid?.() === 0

const firstOf = (paths: readonly string[]): string | null =>
  paths.find((path) => path !== '' && existsSync(path)) ?? null

/** @returns is there an `apt-get` that this user may use, and did it install the package? */
const installPackage = (name: string): boolean => {
  if (!isRoot() || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return false
  const apt = (...words: string[]) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...words], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  apt('update')
  return apt('install', '-y', '--no-install-recommends', name).status === 0
}

/** A headless shell of the distribution, installed if one may; else any Chromium that is there; else Playwright's. */
const lookUp = (): string => {
  if (existsSync(HEADLESS_SHELL) || installPackage('chromium-headless-shell')) return HEADLESS_SHELL
  const whole = firstOf([chromium.executablePath(), ...WHOLE_BROWSERS])
  if (whole !== null) return whole
  execFileSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' })
  return chromium.executablePath()
}

/** The browser that the tests drive: `PLAYWRIGHT_CHROMIUM_PATH`, or what is found; the processes started here know it too. */
export const findChromium = (): string => {
  const path = process.env['PLAYWRIGHT_CHROMIUM_PATH'] ?? lookUp()
  if (!existsSync(path)) throw new Error(`no Chromium at ${path}: set PLAYWRIGHT_CHROMIUM_PATH`)
  process.env['PLAYWRIGHT_CHROMIUM_PATH'] = path
  return path
}

/** `--no-sandbox` only as root; the rest keeps the browser from calling home and makes text widths repeatable. */
export const chromiumFlags = (): string[] => [
  ...(isRoot() ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]
