import { chromium, expect, test } from '@playwright/test'
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromiumFlags, findChromium } from '../support/chromium.ts'
import { NetworkLine } from '../support/network-line.ts'
import { startTestServer } from '../support/server.ts'
import { TEST_CERTIFICATE, TEST_KEY } from '../support/test-certificate.ts'
import { saved, text } from './document-room.ts'

const NAME = 'https://siyagha.test'

/** Of the public key alone: the browser then takes this certificate for good, as one that an authority signed. */
const keyHash = createHash('sha256')
  .update(new X509Certificate(TEST_CERTIFICATE).publicKey.export({ type: 'spki', format: 'der' }))
  .digest('base64')

test('[UI750] [ACC107] over https by TLS_CERT and TLS_KEY, on another name than the machine’s own, a text is kept on the device, written in without a network and sent afterwards', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'siyagha-tls-'))
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  await Promise.all([writeFile(cert, TEST_CERTIFICATE), writeFile(key, TEST_KEY)])
  const previous = process.env['NODE_TLS_REJECT_UNAUTHORIZED']
  // For the calls of this process: nobody signed the certificate.
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
  const environment = { TLS_CERT: cert, TLS_KEY: key, PUBLIC_URL: NAME }
  const before = await startTestServer({ environment })
  const { id } = await before.facilitator.newDocument('عبر https')
  const { token } = await before.facilitator.invite('editor')
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [
      ...chromiumFlags(),
      `--host-resolver-rules=MAP siyagha.test 127.0.0.1:${before.port}`,
      `--ignore-certificate-errors-spki-list=${keyHash}`,
    ],
  })
  const context = await browser.newContext({ locale: 'ar', serviceWorkers: 'allow' })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: NAME })
  const page = await context.newPage()
  const sockets: string[] = []
  page.on('websocket', (socket) => sockets.push(new URL(socket.url()).origin))
  await page.goto(`${NAME}/join#${token}`)
  await page.getByLabel('اسمك').fill('هالة')
  await page.keyboard.press('Enter')
  await text(page).click()
  await page.keyboard.insertText('كُتب عبر https. ')
  await expect(saved(page)).toHaveText('حُفِظ')
  expect(new Set(sockets)).toEqual(new Set(['wss://siyagha.test']))
  expect(await context.cookies()).toMatchObject([
    { name: '__Host-siyagha_session', secure: true, httpOnly: true },
  ])
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('كُتب عبر https.')
  await expect(page.getByText(/هذه الصفحة بلا https/)).toHaveCount(0)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller !== null) return
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
  })
  await before.stop({ keepData: true })

  await page.reload()
  await expect(text(page)).toContainText('كُتب عبر https.')
  await text(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText('وبلا شبكة.')
  await expect(saved(page)).toHaveText('غير متصل، محفوظ على هذا الجهاز')

  const after = await startTestServer({ dataDir: before.dataDir, port: before.port, environment })
  await expect(saved(page)).toHaveText('حُفِظ', { timeout: 20_000 })
  const answer = await after.facilitator.call('GET', `/api/documents/${id}/text`)
  expect(await answer.text()).toContain('كُتب عبر https. وبلا شبكة.')
  await browser.close()
  await after.stop()
  await rm(folder, { recursive: true })
  if (previous === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
  else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = previous
})

test('[ACC120] who joins by a link for one person while the connection breaks opens the link again and is in', async ({
  browser,
}) => {
  const server = await startTestServer()
  const line = await NetworkLine.start({}, () => 1)
  line.leadTo(server.port)
  await server.facilitator.newDocument('وصلت أخيرًا')
  const { token } = await server.facilitator.invite('editor')
  const context = await browser.newContext({ locale: 'ar' })
  const page = await context.newPage()
  await page.goto(`${line.url}/join#${token}`)
  await page.getByLabel('اسمك').fill('لمياء')
  // Parts of the page that were on their way would hold every connection that a browser makes.
  await page.waitForLoadState('networkidle')
  // The server's yes gets lost, and the network with it.
  line.turn('one-way')
  await page.keyboard.press('Enter')
  const isIn = () => Object.values(server.store.meta.read().members).some(({ name }) => name === 'لمياء')
  await expect.poll(isIn).toBe(true)
  await page.close()
  line.turn('cut')
  line.turn('open')

  const again = await context.newPage()
  await again.goto(`${line.url}/join#${token}`)
  await expect(again.getByText('أنت في هذه المجموعة من هذا الجهاز باسم لمياء.')).toBeVisible()
  await again.getByRole('button', { name: 'ادخل' }).click()
  await expect(text(again)).toBeVisible()
  const [only, ...others] = Object.values(server.store.meta.read().members).filter(
    ({ name }) => name === 'لمياء',
  )
  expect([only?.role, others]).toEqual(['editor', []])
  await context.close()
  await line.stop()
  await server.stop()
})
