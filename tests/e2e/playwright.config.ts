import { defineConfig } from '@playwright/test'
import { chromiumFlags, findChromium } from '../support/chromium.ts'

/** Every spec starts its own server (tests/support/server.ts) and its own browsers; nothing is shared between workers. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../.cache/e2e',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../../.cache/e2e-report.json' }]],
  use: {
    browserName: 'chromium',
    headless: true,
    locale: 'ar',
    viewport: { width: 1280, height: 720 },
    // Each browser of a test would fetch and keep all pages for itself; offline.spec.ts lets it.
    serviceWorkers: 'block',
    launchOptions: { executablePath: findChromium(), args: chromiumFlags() },
    screenshot: 'only-on-failure',
    trace: 'off',
  },
})
