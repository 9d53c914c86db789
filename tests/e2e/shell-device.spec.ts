import { expect, type Page } from '@playwright/test'
import { resolve } from 'node:path'
import { build } from 'vite'
import { startTestServer } from '../support/server.ts'
import { test } from './shell-room.ts'

/** Everything that this browser keeps for our origin, by table. */
const kept = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(async () => {
    const names = (await indexedDB.databases()).map((one) => one.name)
    if (!names.includes('siyagha')) return {}
    const db = await new Promise<IDBDatabase>((done, failed) => {
      const request = indexedDB.open('siyagha')
      request.onsuccess = () => {
        done(request.result)
      }
      request.onerror = () => {
        failed(request.error ?? new Error('the database does not open'))
      }
    })
    const counts: Record<string, number> = {}
    for (const table of db.objectStoreNames)
      counts[table] = await new Promise<number>((done) => {
        const request = db.transaction(table).objectStore(table).count()
        request.onsuccess = () => {
          done(request.result)
        }
      })
    db.close()
    return counts
  })

const saved = (page: Page) => page.getByTestId('saved').locator('span').first()

test.describe('the device', () => {
  test('[UI13] [UI14] keeps what is written without a network, shows it, and sends it after a reload', async ({
    server,
    pageOf,
  }) => {
    const document = await server.facilitator.newDocument('كتابة بلا شبكة')
    const page = await pageOf(await server.join('editor', 'المسافرة'))
    await page.goto(`${server.url}/documents/${document.id}`)
    await expect(saved(page)).toHaveText('حُفِظ')

    await page.context().setOffline(true)
    const start = Date.now()
    await expect(page.getByTestId('offline')).toBeVisible()
    expect(Date.now() - start).toBeLessThan(3_000)
    await page.locator('.documentText').click()
    await page.keyboard.insertText('كُتب في القطار.')
    await expect(saved(page)).toHaveText('غير متصل، محفوظ على هذا الجهاز')
    expect((await kept(page))['unsent']).toBe(1)

    // The page goes while offline, and comes back with the network: the words were nowhere but on the device.
    await page.goto('about:blank')
    await page.context().setOffline(false)
    await page.goto(`${server.url}/documents/${document.id}`)
    await expect(page.getByText('كُتب في القطار.')).toBeVisible()
    await expect(saved(page)).toHaveText('حُفِظ')
    await expect.poll(async () => (await kept(page))['unsent']).toBe(0)
    const { blocks } = await server.facilitator.expect<{
      readonly blocks: readonly { readonly runs: readonly { readonly text: string }[] }[]
    }>('GET', `/api/documents/${document.id}/text`)
    expect(blocks.flatMap((block) => block.runs.map((run) => run.text)).join('')).toBe('كُتب في القطار.')
  })

  test('[UI17b] logging out warns of work that has not been sent, and wipes the device', async ({
    server,
    pageOf,
  }) => {
    const document = await server.facilitator.newDocument('قبل الخروج')
    const page = await pageOf(await server.join('editor', 'المُغادرة'))
    await page.goto(`${server.url}/documents/${document.id}`)
    await expect(saved(page)).toHaveText('حُفِظ')
    await page.context().setOffline(true)
    await page.locator('.documentText').click()
    await page.keyboard.insertText('لم يصل بعد')
    await expect(saved(page)).toHaveText('غير متصل، محفوظ على هذا الجهاز')
    await page.goto('about:blank')
    await page.context().setOffline(false)

    await page.goto(server.url)
    await page.getByRole('button', { name: 'حسابك' }).click()
    await page.getByRole('menuitem', { name: 'اخرج وامسح هذا الجهاز' }).click()
    await expect(page.getByText(/في نصّ واحد عملٌ لم يصل إلى الخادم/)).toBeVisible()
    await page.getByRole('button', { name: 'اخرج وتخلَّ عنه' }).click()
    await expect(page.getByRole('heading', { name: 'لم تدخل بعد' })).toBeVisible()
    expect(await kept(page)).toEqual({
      answers: 0,
      aside: 0,
      copies: 0,
      drafts: 0,
      outbox: 0,
      reviews: 0,
      threads: 0,
      unsent: 0,
      updates: 0,
    })
  })
})

test.describe('the return', () => {
  test('[UI12] [UI13] the sign goes within 3 s after the network is back, and the work is saved', async ({
    server,
    pageOf,
  }) => {
    const document = await server.facilitator.newDocument('انقطاع قصير')
    const page = await pageOf(await server.join('editor', 'المنقطعة'))
    await page.goto(`${server.url}/documents/${document.id}`)
    await expect(saved(page)).toHaveText('حُفِظ')
    await page.context().setOffline(true)
    await page.locator('.documentText').click()
    await page.keyboard.insertText('أثناء الانقطاع')
    await expect(saved(page)).toHaveText('غير متصل، محفوظ على هذا الجهاز')
    await page.context().setOffline(false)
    await expect(page.getByTestId('offline')).toHaveCount(0, { timeout: 3_000 })
    await expect(saved(page)).toHaveText('حُفِظ', { timeout: 3_000 })
  })

  test('[UI14] a server that goes and comes back on the same data gets what was written meanwhile', async ({
    freshPage,
  }) => {
    const before = await startTestServer()
    const document = await before.facilitator.newDocument('عودة الخادم')
    const page = await freshPage()
    const [name = '', value = ''] = before.facilitator.cookie.split('=')
    await page.context().addCookies([{ name, value, url: before.url }])
    await page.goto(`${before.url}/documents/${document.id}`)
    await expect(saved(page)).toHaveText('حُفِظ')
    await page.locator('.documentText').click()
    await page.keyboard.insertText('قبل. ')
    await expect(saved(page)).toHaveText('حُفِظ')
    await before.stop({ keepData: true })
    await expect(page.getByTestId('offline')).toBeVisible({ timeout: 3_000 })
    await page.keyboard.insertText('وأثناء غيابه.')
    const after = await startTestServer({ dataDir: before.dataDir, port: before.port })
    await expect(saved(page)).toHaveText('حُفِظ', { timeout: 10_000 })
    const { blocks } = await after.facilitator.expect<{
      readonly blocks: readonly { readonly runs: readonly { readonly text: string }[] }[]
    }>('GET', `/api/documents/${document.id}/text`)
    expect(blocks.flatMap((block) => block.runs.map((run) => run.text)).join('')).toBe('قبل. وأثناء غيابه.')
    await after.stop()
  })
})

test.describe('the store of the device', () => {
  /** The store alone, on a blank page of an origin of its own. */
  const storePage = async (page: Page): Promise<void> => {
    const built = await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        minify: false,
        lib: { entry: resolve('tests/e2e/device-store-page.ts'), formats: ['es'], fileName: 'store' },
        rolldownOptions: { output: { codeSplitting: false } },
      },
      resolve: { alias: { '#core': resolve('editor/core') } },
    })
    const chunks = (Array.isArray(built) ? built : [built]).flatMap((one) =>
      'output' in one ? one.output : [],
    )
    const code = chunks.map((chunk) => ('code' in chunk ? chunk.code : '')).join('\n')
    await page.route('http://store.test/**', (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: code })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>store</title>' }),
    )
    await page.goto('http://store.test/')
  }

  test('[UI14] gives back what was appended, per member, document and epoch, and merges many rows into one', async ({
    freshPage,
  }) => {
    const page = await freshPage()
    await storePage(page)
    const result = await page.evaluate(async () => {
      const source = 'http://store.test/store.js'
      const { createDeviceDatabase, createIndexedOfflineStore } = await import(source)
      let time = 0
      let asks = 0
      const store = createIndexedOfflineStore(
        createDeviceDatabase(),
        () => ++time,
        () => asks++,
      )
      const name = { member: 'm', document: 'd', epoch: 'e1' }
      // An update of Yjs that holds nothing.
      const empty = new Uint8Array([0, 0])
      for (let i = 0; i < 250; i++) await store.append(name, [empty], i === 0 ? 7 : null)
      await store.append({ ...name, member: 'other' }, [empty], null)
      await store.noteRestores(name, 3)
      await store.noteRestores({ ...name, document: 'elsewhere' }, 3)
      await store.append(name, [empty], null)
      const first = await store.load('m', 'd')
      await store.append({ ...name, epoch: 'e2' }, [empty, empty], null)
      const newest = await store.load('m', 'd')
      const unsent = await store.unsentDocuments()
      await store.settle(name, [7])
      const settled = await store.unsentDocuments()
      const nobody = await store.load('m', 'elsewhere')
      return {
        rows: first.value.updates.length,
        unsentClients: first.value.unsentClients,
        restores: [first.value.restores, newest.value.restores],
        epoch: newest.value.name.epoch,
        newestRows: newest.value.updates.length,
        unsent: unsent.value,
        settled: settled.value,
        nobody: nobody.value,
        asks,
      }
    })
    expect(result.rows).toBeLessThan(250)
    expect(result).toMatchObject({
      unsentClients: [7],
      restores: [3, 0],
      epoch: 'e2',
      newestRows: 2,
      unsent: ['d'],
      settled: [],
      nobody: null,
      asks: 1,
    })
  })

  test('[UI81] sets words aside and empties the copy in one step; [UI17b] a wipe leaves nothing', async ({
    freshPage,
  }) => {
    const page = await freshPage()
    await storePage(page)
    const result = await page.evaluate(async () => {
      const source = 'http://store.test/store.js'
      const { createDeviceDatabase, createIndexedOfflineStore } = await import(source)
      const device = createDeviceDatabase()
      const storeOf = (of: unknown) =>
        createIndexedOfflineStore(
          of,
          () => 1,
          () => undefined,
        )
      const store = storeOf(device)
      const name = { member: 'm', document: 'd', epoch: 'e1' }
      const bytes = new Uint8Array([0, 0])
      await store.append(name, [bytes], 7)
      const entry = {
        id: 'a1',
        member: 'm',
        document: 'd',
        at: 1,
        reason: 'refused',
        late: null,
        text: 'كلمات',
        state: bytes,
        base: null,
        back: null,
      }
      await store.replace(name, entry)
      const copy = await store.load('m', 'd')
      const asides = await store.setAsides('m', 'd')
      const unsent = await store.unsentDocuments()
      await store.letGo('a1')
      const letGo = await store.setAsides('m', 'd')
      await store.append(name, [bytes], 7)
      await device.end()
      // A text that is still closing on that page.
      await store.append(name, [bytes], 7)
      const wiped = await storeOf(createDeviceDatabase()).load('m', 'd')
      return {
        copy: copy.value,
        asides: asides.value.map((one: { text: string }) => one.text),
        unsent: unsent.value,
        letGo: letGo.value,
        wiped: wiped.value,
      }
    })
    expect(result).toEqual({ copy: null, asides: ['كلمات'], unsent: ['d'], letGo: [], wiped: null })
  })

  test('[UI14] a full device is a value with its name', async ({ freshPage }) => {
    const page = await freshPage()
    await storePage(page)
    const session = await page.context().newCDPSession(page)
    await session.send('Storage.overrideQuotaForOrigin', { origin: 'http://store.test', quotaSize: 60_000 })
    const results = await page.evaluate(async () => {
      const source = 'http://store.test/store.js'
      const { createDeviceDatabase, createIndexedOfflineStore } = await import(source)
      const store = createIndexedOfflineStore(
        createDeviceDatabase(),
        () => 1,
        () => undefined,
      )
      const name = { member: 'm', document: 'd', epoch: 'e1' }
      const large = crypto.getRandomValues(new Uint8Array(60_000))
      const answers = []
      for (let i = 0; i < 8; i++) answers.push(await store.append(name, [large], 7))
      return answers
    })
    expect(results.at(-1)).toEqual({ ok: false, error: 'full' })
  })

  test('[UI962] keeps reviews per member and place, the newest first, counts them as work, and is wiped', async ({
    freshPage,
  }) => {
    const page = await freshPage()
    await storePage(page)
    const result = await page.evaluate(async () => {
      const source = 'http://store.test/store.js'
      const { createDeviceDatabase, createIndexedOfflineStore, createIndexedReviewKeep } = await import(
        source
      )
      const device = createDeviceDatabase()
      const [one, two] = [createIndexedReviewKeep(device), createIndexedReviewKeep(createDeviceDatabase())]
      const of = { member: 'm', place: 'group/g' }
      const review = { name: 'n', from: 'file', text: 't', review: { blocks: [] }, writing: null }
      await one.put(of, { ...review, id: 'r1', at: 1 })
      await one.put(of, { ...review, id: 'r2', at: 2 })
      await one.put({ ...of, member: 'other' }, { ...review, id: 'r3', at: 3 })
      await one.put({ ...of, place: 'd' }, { ...review, id: 'r4', at: 4 })
      await one.put(of, { ...review, id: 'r1', at: 5, text: 'newer' })
      const listed = await two.list(of)
      await one.remove('r2')
      const left = await two.list(of)
      const idsOf = (rows: { value: { id: string; text: string }[] }) =>
        rows.value.map(({ id, text }) => `${id} ${text}`)
      const storeOf = (database: unknown) =>
        createIndexedOfflineStore(
          database,
          () => 1,
          () => undefined,
        )
      const unsent = await storeOf(device).unsentDocuments()
      await device.end()
      await one.put(of, { ...review, id: 'r5', at: 6 })
      const wiped = await two.list(of)
      return {
        listed: idsOf(listed),
        left: idsOf(left),
        unsent: unsent.value.toSorted(),
        wiped: wiped.value,
      }
    })
    expect(result).toEqual({
      listed: ['r1 newer', 'r2 t'],
      left: ['r1 newer'],
      unsent: ['d', 'group/g'],
      wiped: [],
    })
  })

  test('[THR101] keeps commands, drafts and threads per member and document, lets one page send, and is wiped', async ({
    freshPage,
  }) => {
    const page = await freshPage()
    await storePage(page)
    const result = await page.evaluate(async () => {
      const source = 'http://store.test/store.js'
      const { createDeviceDatabase, createIndexedOfflineStore, createIndexedThreadKeep } = await import(
        source
      )
      const device = createDeviceDatabase()
      const [one, two] = [createIndexedThreadKeep(device), createIndexedThreadKeep(createDeviceDatabase())]
      const name = { member: 'm', document: 'd' }
      const command = { kind: 'resolve', thread: 't', resolved: true }
      const entry = (id: string, at: number) => ({ id, at, command, refusal: null })
      await one.putEntry(name, entry('c2', 2))
      await one.putEntry(name, entry('c1', 1))
      await one.putEntry({ ...name, document: 'other' }, entry('c3', 3))
      await one.putDraft(name, 'new', { text: 'words' })
      await one.putDraft({ ...name, member: 'n' }, 'new', { text: 'of another' })
      await one.keepList(name, { epoch: 'e', seq: 3, threads: [] })
      const kept = await two.load(name)
      const claims = [
        await one.claim('c1', 'page 1', 10, 20),
        await two.claim('c1', 'page 2', 19, 30),
        await two.claim('c1', 'page 2', 20, 30),
        await one.claim('gone', 'page 1', 10, 20),
      ]
      await one.putEntry(name, { ...entry('c1', 1), refusal: { code: 'forbidden', message: null } })
      claims.push(await two.claim('c1', 'page 2', 99, 100))
      await one.removeEntry('c2')
      const storeOf = (of: unknown) =>
        createIndexedOfflineStore(
          of,
          () => 1,
          () => undefined,
        )
      const unsent = await storeOf(device).unsentDocuments()
      await device.end()
      const wiped = await two.load(name)
      return {
        outbox: kept.value.outbox.map(({ id }: { id: string }) => id),
        drafts: [...kept.value.drafts],
        list: kept.value.list,
        claims: claims.map(({ value }) => value),
        unsent: unsent.value.toSorted(),
        wiped: [wiped.value.list, wiped.value.outbox.length, wiped.value.drafts.size],
        left: (await storeOf(createDeviceDatabase()).unsentDocuments()).value,
      }
    })
    expect(result).toEqual({
      outbox: ['c1', 'c2'],
      drafts: [['new', { text: 'words' }]],
      list: { epoch: 'e', seq: 3, threads: [] },
      claims: ['claimed', 'taken', 'claimed', 'gone', { code: 'forbidden', message: null }],
      unsent: ['d', 'other'],
      wiped: [null, 0, 0],
      left: [],
    })
  })

  test('[UI930] [UI753] a draft that the database is still writing when the page goes is there for the next, counts as unsent, and is wiped', async ({
    freshPage,
  }) => {
    const page = await freshPage()
    await storePage(page)
    await page.evaluate(async () => {
      const source = 'http://store.test/store.js'
      const { createDeviceDatabase, createIndexedThreadKeep } = await import(source)
      const keep = createIndexedThreadKeep(createDeviceDatabase())
      const name = { member: 'm', document: 'd' }
      await keep.putDraft(name, 'new', { text: 'م' })
      await keep.putDraft(name, 'reply t', { text: 'نعم' })
      // A disk that never comes to the end of what it was told before.
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('siyagha')
        request.addEventListener('success', () => resolve(request.result))
      })
      const drafts = db.transaction('drafts', 'readwrite').objectStore('drafts')
      const busy = (): void => drafts.count().addEventListener('success', busy)
      busy()
      for (const text of ['مه', 'مهلة']) {
        keep.noteDraft(name, 'new', { text })
        void keep.putDraft(name, 'new', { text })
      }
    })
    await page.reload()
    const result = await page.evaluate(async () => {
      const source = 'http://store.test/store.js'
      const {
        createDeviceDatabase,
        createIndexedAnswerKeep,
        createIndexedOfflineStore,
        createIndexedThreadKeep,
      } = await import(source)
      const device = createDeviceDatabase()
      const keep = createIndexedThreadKeep(device)
      const store = createIndexedOfflineStore(
        device,
        () => 1,
        () => undefined,
      )
      const name = { member: 'm', document: 'd' }
      const slips = () => Object.keys(localStorage).length
      const drafts = async () => [...(await keep.load(name)).value.drafts]
      const kept = await drafts()
      const others = (await keep.load({ ...name, member: 'n' })).value.drafts.size
      // Whoever goes on with it, and is not interrupted, leaves it in the database alone.
      keep.noteDraft(name, 'new', { text: 'مهلتان' })
      await keep.putDraft(name, 'new', { text: 'مهلتان' })
      const written = [await drafts(), slips()]
      keep.noteDraft({ ...name, document: 'e' }, 'new', { text: 'غيرها' })
      const unsent = (await store.unsentDocuments()).value.toSorted()
      // The page on which somebody logged out without a network, faster than this one hears of it.
      const other = createDeviceDatabase()
      const answers = createIndexedAnswerKeep(other)
      localStorage.setItem('siyagha.leaving', '1')
      await answers.put('me', 'هالة')
      await device.end()
      const left = [localStorage.getItem('siyagha.leaving'), await answers.get('me')]
      localStorage.removeItem('siyagha.leaving')
      const wiped = [[...(await createIndexedThreadKeep(other).load(name)).value.drafts], slips()]
      keep.noteDraft(name, 'new', { text: 'بعد الخروج' })
      return { kept, others, written, unsent, wiped, left, ended: slips() }
    })
    expect(result).toEqual({
      kept: [
        ['new', { text: 'مهلة' }],
        ['reply t', { text: 'نعم' }],
      ],
      others: 0,
      written: [
        [
          ['new', { text: 'مهلتان' }],
          ['reply t', { text: 'نعم' }],
        ],
        0,
      ],
      unsent: ['d', 'e'],
      wiped: [[], 0],
      left: ['1', undefined],
      ended: 0,
    })
  })

  test('[THR101] a store of before there were threads keeps what it holds', async ({ freshPage }) => {
    const page = await freshPage()
    await storePage(page)
    const result = await page.evaluate(async () => {
      const source = 'http://store.test/store.js'
      const { createDeviceDatabase, createIndexedOfflineStore, createIndexedThreadKeep } = await import(
        source
      )
      const old = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('siyagha', 1)
        request.addEventListener('error', () => reject(request.error ?? new Error('not opened')))
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('upgradeneeded', () => {
          const db = request.result
          db.createObjectStore('copies', { keyPath: 'key' }).createIndex('document', 'name.document')
          db.createObjectStore('updates', { autoIncrement: true }).createIndex('copy', 'copy')
          db.createObjectStore('unsent', { keyPath: 'key' }).createIndex('copy', 'copy')
          db.createObjectStore('aside', { keyPath: 'id' }).createIndex('document', 'document')
        })
      })
      const tx = old.transaction(['copies', 'updates', 'unsent'], 'readwrite')
      const name = { member: 'm', document: 'd', epoch: 'e' }
      tx.objectStore('copies').put({ key: 'm/d/e', name, changedAt: 1 })
      tx.objectStore('updates').add({ copy: 'm/d/e', update: new Uint8Array([0, 0]) })
      tx.objectStore('unsent').put({ key: 'm/d/e#7', copy: 'm/d/e', client: 7, document: 'd' })
      await new Promise((resolve) => tx.addEventListener('complete', resolve))
      old.close()
      const device = createDeviceDatabase()
      const store = createIndexedOfflineStore(
        device,
        () => 2,
        () => undefined,
      )
      const threads = await createIndexedThreadKeep(device).load({ member: 'm', document: 'd' })
      const copy = await store.load('m', 'd')
      return { unsent: copy.value.unsentClients, updates: copy.value.updates.length, threads: threads.ok }
    })
    expect(result).toEqual({ unsent: [7], updates: 1, threads: true })
  })
})
