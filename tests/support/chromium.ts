import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const isRoot = (): boolean => process.getuid?.() === 0

const installed = (): string | null => {
  const named = process.env['PLAYWRIGHT_CHROMIUM_PATH']
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`PLAYWRIGHT_CHROMIUM_PATH names ${named}, which does not exist`)
    return named
  }
  const own = chromium.executablePath()
  if (own !== '' && existsSync(own)) return own
  return SYSTEM_BROWSERS.find((path) => existsSync(path)) ?? null
}

const install = (): void => {
  const hasApt = spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0
  if (isRoot() && hasApt) {
    const apt = (...words: string[]) =>
      spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...words], {
        stdio: 'inherit',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    apt('update')
    if (apt('install', '-y', '--no-install-recommends', 'chromium').status === 0) return
  }
  execFileSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' })
}

/**
 * The browser that the tests drive: `PLAYWRIGHT_CHROMIUM_PATH`, Playwright's own, the system's; when there is none
 * it is installed, as root from the distribution, else from Playwright.
 */
export const findChromium = (): string => {
  const found = installed()
  if (found !== null) return found
  install()
  const after = installed()
  if (after === null)
    throw new Error('no Chromium found and none could be installed: set PLAYWRIGHT_CHROMIUM_PATH')
  return after
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
