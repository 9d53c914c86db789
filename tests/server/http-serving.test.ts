import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { request } from 'node:https'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import express from 'express'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { ApiDocument } from '#core/protocol/api.ts'
import { builtPages } from '../../sync-server/http/pages.ts'
import { StoreUnavailableError } from '../../sync-server/log/store-errors.ts'
import { scratchDir } from '../support/scratch-dir.ts'
import { startTestServer, type TestServer, type TestServerOptions } from '../support/server.ts'
import { TEST_CERTIFICATE, TEST_KEY } from '../support/test-certificate.ts'

const started = async (options: TestServerOptions): Promise<TestServer> => {
  const server = await startTestServer(options)
  onTestFinished(() => server.stop())
  return server
}

describe('the pages', () => {
  const pages = async (): Promise<string> => {
    const dist = await scratchDir()
    await mkdir(join(dist, 'assets'))
    await writeFile(join(dist, 'index.html'), '<!doctype html><title>صياغة</title>')
    await writeFile(join(dist, 'assets', 'main-a1b2c3.js'), 'export {}')
    await writeFile(join(dist, 'icon.svg'), '<svg/>')
    for (const file of ['index.html', 'assets/main-a1b2c3.js']) {
      const plain = await readFile(join(dist, file))
      await writeFile(join(dist, `${file}.br`), brotliCompressSync(plain))
      await writeFile(join(dist, `${file}.gz`), gzipSync(plain))
    }
    await mkdir(join(dist, '.vite'))
    const part = 'x'.repeat(5_000)
    await writeFile(join(dist, 'assets', 'document-1.js'), part)
    await writeFile(join(dist, 'assets', 'document-1.css'), part)
    await writeFile(
      join(dist, '.vite', 'manifest.json'),
      JSON.stringify({
        'index.html': {
          file: 'assets/main-a1b2c3.js',
          assets: [
            'assets/ibm-plex-sans-arabic-arabic-400-normal-a.woff2',
            'assets/noto-naskh-arabic-arabic-400-normal-b.woff2',
            'assets/noto-naskh-arabic-arabic-700-normal-c.woff2',
          ],
        },
        'ui/document-screen.tsx': { file: 'assets/tiny-2.js', imports: ['_document-1.js'] },
        '_document-1.js': { file: 'assets/document-1.js', css: ['assets/document-1.css'] },
      }),
    )
    const server = createServer(express().use(builtPages(dist))).listen(0, '127.0.0.1')
    onTestFinished(() => {
      server.close()
    })
    await once(server, 'listening')
    const address = server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  }
  const get = async (path: string, accept = 'text/html') => {
    const response = await fetch(`${await pages()}${path}`, { headers: { accept } })
    return {
      status: response.status,
      cache: response.headers.get('cache-control'),
      body: await response.text(),
    }
  }

  it.each(['/', '/join', '/documents/abc', '/index.html'])(
    '[DOC108] the path %s gives the page, asked for again each time',
    async (path) => {
      const { status, cache, body } = await get(path)
      expect([status, cache]).toEqual([200, 'no-cache'])
      expect(body).toContain('صياغة')
    },
  )

  it('[DOC108] files with their hash in the name are kept for ever, others are asked for again', async () => {
    expect((await get('/assets/main-a1b2c3.js', '*/*')).cache).toBe('public, max-age=31536000, immutable')
    expect((await get('/icon.svg', '*/*')).cache).toBe('no-cache')
  })

  it.each([
    ['/assets/main-a1b2c3.js', 'text/javascript; charset=utf-8', 'export {}'],
    ['/documents/abc', 'text/html; charset=utf-8', 'صياغة'],
  ])('[UI850] %s goes out in the smallest form that the asker takes', async (path, type, words) => {
    const url = `${await pages()}${path}`
    const asked = async (encodings: string) => {
      const response = await fetch(url, {
        headers: { accept: 'text/html, */*', 'accept-encoding': encodings },
      })
      expect(await response.text()).toContain(words)
      const { headers } = response
      return [headers.get('content-encoding'), headers.get('content-type'), headers.get('vary')]
    }
    expect(await asked('gzip, deflate, br')).toEqual(['br', type, 'Accept-Encoding'])
    expect(await asked('gzip')).toEqual(['gzip', type, 'Accept-Encoding'])
    expect(await asked('br;q=0, identity')).toEqual([null, type, 'Accept-Encoding'])
  })

  it('[UI854] a page names the files of its screen and the faces that it is set in, those of a text only there', async () => {
    const url = await pages()
    const links = async (path: string) => {
      const response = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } })
      return [...(response.headers.get('link') ?? '').matchAll(/<\/assets\/([^>]+)>; rel=(\w+)/g)].map(
        ([, file, rel]) => `${rel} ${file}`,
      )
    }
    expect(await links('/documents/abc')).toEqual([
      'modulepreload document-1.js',
      'preload document-1.css',
      'preload ibm-plex-sans-arabic-arabic-400-normal-a.woff2',
      'preload noto-naskh-arabic-arabic-400-normal-b.woff2',
    ])
    expect(await links('/join')).toEqual(['preload ibm-plex-sans-arabic-arabic-400-normal-a.woff2'])
  })

  it.each([
    '/.vite/manifest.json',
    '/assets/main-gone.js',
    '/assets/',
    '/sw.js',
    '/api/x',
    '/sync/x',
    '/.env',
    '/..%2f..%2fpackage.json',
  ])('[DOC108] the path %s is never the page', async (path) => {
    const { status, body } = await get(path, '*/*')
    expect([400, 403, 404]).toContain(status)
    expect(body).not.toContain('صياغة')
  })
})

describe('https', () => {
  it('[ACC107] is served with the operator’s own certificate, sockets too', async () => {
    const folder = await scratchDir()
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
    await Promise.all([writeFile(cert, TEST_CERTIFICATE), writeFile(key, TEST_KEY)])
    const previous = process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    onTestFinished(() => {
      if (previous === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = previous
    })
    const server = await started({ environment: { TLS_CERT: cert, TLS_KEY: key } })
    expect(server.facilitator.cookie).toMatch(/^__Host-siyagha_session=/)
    const call = request(`${server.url}/healthz`, { ca: TEST_CERTIFICATE, rejectUnauthorized: true }).end()
    const [response] = (await once(call, 'response')) as [NodeJS.ReadableStream] // decode boundary: node types events loosely
    expect(await text(response)).toBe('{"status":"ok"}')
    const { id } = await server.facilitator.newDocument()
    const socket = new WebSocket(`${server.url.replace('https', 'wss')}/sync/${id}`, {
      ca: TEST_CERTIFICATE,
      headers: { cookie: server.facilitator.cookie, origin: server.url },
    })
    onTestFinished(() => socket.terminate())
    await once(socket, 'message')
  })
})

describe('behind a proxy', () => {
  const guess = (server: TestServer, address: string) =>
    server
      .stranger()
      .call(
        'POST',
        '/api/join',
        { token: 'no-such-token', name: 'س' },
        { headers: { 'x-forwarded-for': address } },
      )

  it('[ACC116] that is trusted, guessing from one address leaves the others alone', async () => {
    const server = await started({ environment: { TRUST_PROXY: '1' } })
    for (let n = 0; n < 20; n++) await guess(server, '203.0.113.1')
    expect((await guess(server, '203.0.113.1')).status).toBe(429)
    expect((await guess(server, '203.0.113.2')).status).toBe(404)
  })

  it('[ACC116] that is not trusted, its header changes nothing', async () => {
    const server = await started({})
    for (let n = 0; n < 20; n++) await guess(server, `203.0.113.${n}`)
    expect((await guess(server, '203.0.113.99')).status).toBe(429)
  })

  it('[ACC108] pages of PUBLIC_URL are ours though the proxy asks under another host', async () => {
    const server = await started({ environment: { PUBLIC_URL: 'https://text.example.org' } })
    const leave = (origin: string) =>
      server.stranger().call('DELETE', '/api/session', undefined, { headers: { origin } })
    expect((await leave('https://text.example.org')).status).toBe(204)
    expect((await leave('https://other.example.org')).status).toBe(403)
  })
})

describe('figures', () => {
  it('[LOG105] are shown from elsewhere to whoever knows METRICS_TOKEN', async () => {
    const token = 'a-token-for-the-figures'
    const server = await started({ environment: { METRICS_TOKEN: token } })
    const ask = async (authorization: string) => {
      const headers = { 'x-forwarded-for': '203.0.113.7', authorization }
      return (await fetch(`${server.url}/metrics`, { headers })).status
    }
    expect([
      await ask(`Bearer ${token}`),
      await ask('Bearer another-token-altogether'),
      await ask(''),
    ]).toEqual([200, 404, 404])
  })
})

describe('when the store fails', () => {
  it('[LOG105] health says 503 and why', async () => {
    const server = await started({
      changeStore: (store) => ({ ...store, probe: () => Promise.reject(new Error('ENOSPC')) }),
    })
    const response = await fetch(`${server.url}/healthz`)
    expect([response.status, await response.json()]).toMatchObject([503, { status: 'unavailable' }])
  })

  it('[ACC117] a change of the metadata that cannot be stored is answered 503 and has not happened', async () => {
    let isBroken = false
    const server = await started({
      changeStore: (store) => ({
        ...store,
        meta: {
          read: () => store.meta.read(),
          transact: (change) =>
            isBroken ? Promise.reject(new StoreUnavailableError('no space')) : store.meta.transact(change),
        },
      }),
    })
    const { id } = await server.facilitator.newDocument('قبل')
    isBroken = true
    const response = await server.facilitator.call('PATCH', `/api/documents/${id}`, { title: 'بعد' })
    expect([response.status, await response.json()]).toMatchObject([503, { error: { code: 'unavailable' } }])
    isBroken = false
    expect((await server.facilitator.expect<ApiDocument>('GET', `/api/documents/${id}`)).title).toBe('قبل')
  })

  it('[ACC117] a log that cannot be written answers 503, and works again by itself', async () => {
    let isBroken = false
    const server = await started({
      changeStore: (store) => ({
        ...store,
        log: {
          load: (document) => store.log.load(document),
          append: (batches) => (isBroken ? Promise.reject(new Error('no space')) : store.log.append(batches)),
          saveSnapshot: (document, snapshot) => store.log.saveSnapshot(document, snapshot),
          snapshotAt: (document, seq) => store.log.snapshotAt(document, seq),
          read: (document, from, to) => store.log.read(document, from, to),
          heads: () => store.log.heads(),
          remove: (document) => store.log.remove(document),
        },
      }),
    })
    const { id } = await server.facilitator.newDocument()
    const setStage = (stage: string) =>
      server.facilitator.call('PUT', `/api/documents/${id}/stage`, { stage })
    isBroken = true
    expect((await setStage('suggesting')).status).toBe(503)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(503)
    isBroken = false
    await expect
      .poll(async () => (await fetch(`${server.url}/healthz`)).status, { timeout: 10_000 })
      .toBe(200)
    expect((await setStage('commenting')).status).toBe(200)
  })
})
