import { chromium } from '@playwright/test'
import { writeFile } from 'node:fs/promises'
import { startTestServer } from './support/server.ts'

const MD = `# Closing message of the working group on water

Issued by the meeting held in *Geneva* from 12 to 14 November 2026, after two days of talk about [the shared basin](https://example.org). We were thirty-one members of six councils, and we speak for nobody but ourselves.

## What we commit ourselves to

We undertake, each in our own place, the following:

1. To publish the minutes of every meeting within **two weeks**, in words that people who are no engineers understand.
2. To keep half of the seats for women and young people.
   - In each village committee
   - In the council of the basin
3. To answer every complaint in writing within thirty days.

> “Nobody asks the thirsty which bank he stands on,” said one of us.

The word مشترك means shared, and it is the word that we kept coming back to.

هذه فقرة عربية كاملة في نصّ إنكليزي، فيها اسم UNICEF وعام 2026، وتُقرأ من اليمين إلى اليسار.

## What we recommend

1. That donors pay for the upkeep of the old networks before new ones are built.
2. That pumping stations be left out of every quarrel.
`
const server = await startTestServer()
const f = server.facilitator
const group = (await f.expect<any>('GET', '/api/session')).memberships[0].group.id
const made = await f.call('POST', `/api/groups/${group}/documents/import?filename=a.md&title=${encodeURIComponent('Closing message: water is a shared right')}`, undefined, { raw: MD })
const { document } = await made.json() as any
console.log(document)
const ku = await (await f.call('POST', `/api/groups/${group}/documents/import?filename=a.md&title=Peyama`, undefined, { raw: '# Peyama dawî ya koma xebatê\n\nEm, endamên koma xebatê, li bajarê Qamişlo civiyan û ji bo ava hevpar axivîn. Şîretên me ev in:\n\n1. Civînên *vekirî* ji bo hemû gelan.\n2. Bersiv di sî rojan de.\n' })).json() as any
const ckb = await (await f.call('POST', `/api/groups/${group}/documents/import?filename=a.md&title=${encodeURIComponent('پەیامی کۆتایی')}`, undefined, { raw: '# پەیامی کۆتایی گروپی کار\n\nئێمە ئەندامانی گروپی کار، لە شاری قامیشلۆ کۆبووینەوە و لەسەر ئاوی هاوبەش گفتوگۆمان کرد.\n\n1. کۆبوونەوەی کراوە بۆ هەمووان.\n2. وەڵامدانەوە لە ماوەی سی ڕۆژدا.\n' })).json() as any
console.log(ku.document.language, ckb.document.language)
const s = await server.join('suggester', 'سلمى')
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args: ['--no-sandbox'] })
const open = async (person: any, path: string, o: any = {}) => {
  const { lang, numbers, ...opts } = o
  const c = await browser.newContext({ locale: 'ar', viewport: { width: 1440, height: 900 }, ...opts })
  const [n, ...r] = person.cookie.split('=')
  await c.addCookies([{ name: n, value: r.join('='), url: person.url }])
  await c.addInitScript(`try{localStorage.setItem('siyagha.language','${lang ?? 'ar'}');${numbers ? "localStorage.setItem('siyagha.paragraph-numbers','shown')" : ''}}catch{}`)
  const p = await c.newPage()
  p.on('pageerror', (e) => console.log('ERR', String(e)))
  p.on('console', (m) => { if (m.type() === 'error') console.log('CONSOLE', m.text()) })
  await p.goto(person.url + path)
  return p
}
const shot = async (p: any, name: string) => { await p.waitForTimeout(400); await p.screenshot({ path: `/tmp/shots-dir/${name}.png` }) }
const only = process.argv[2] ?? 'all'
const d = `/documents/${document.id}`
// suggestions
const sp = await open(s, d)
await sp.locator('.documentText').waitFor()
await sp.waitForTimeout(800)
const put = async (p: any, find: string, keys: (p: any) => Promise<void>) => {
  await p.evaluate((t: string) => {
    const w = document.createTreeWalker(document.querySelector('.documentText')!, NodeFilter.SHOW_TEXT)
    while (w.nextNode()) { const i = (w.currentNode.textContent ?? '').indexOf(t); if (i >= 0) { const r = document.createRange(); r.setStart(w.currentNode, i); r.setEnd(w.currentNode, i + t.length); const sel = getSelection()!; (document.querySelector('.documentText') as HTMLElement).focus(); sel.removeAllRanges(); sel.addRange(r); return } }
    throw new Error('not found ' + t)
  }, find)
  await p.waitForTimeout(100)
  await keys(p)
}
await put(sp, 'thirty days', async (p) => { await p.keyboard.insertText('three weeks') })
await put(sp, 'six councils', async (p) => { await p.keyboard.press('ArrowRight'); await p.keyboard.insertText(' of the basin') })
await put(sp, 'old networks', async (p) => { await p.keyboard.press('Delete') })
await put(sp, 'pumping stations', async (p) => { await p.keyboard.press('Control+Alt+KeyM'); await p.waitForTimeout(500); await p.keyboard.insertText('وهل تدخل فيها الآبار الخاصة؟'); await p.keyboard.press('Control+Enter') })
await put(sp, 'minutes', async (p) => { await p.keyboard.press('Control+Alt+KeyM'); await p.waitForTimeout(500); await p.keyboard.insertText('Also the budget?'); await p.keyboard.press('Control+Enter') })
await sp.waitForTimeout(800)
for (const [name, o] of [['en-ar-1440', {}], ['en-ar-dark', { colorScheme: 'dark' }], ['en-en-1280', { lang: 'en', viewport: { width: 1280, height: 720 } }], ['en-ar-390', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }], ['en-ar-numbers', { numbers: true }], ['en-en-numbers', { numbers: true, lang: 'en' }]] as const) {
  const p = await open(f, d, o)
  await p.locator('.documentText').waitFor()
  await p.waitForTimeout(900)
  if (name === 'en-ar-numbers') { await put(p, 'Nobody asks', async (q) => { await q.keyboard.press('Control+Alt+KeyL') ; await q.waitForTimeout(600); await shot(q, 'lock-dialog') }) ; await p.keyboard.press('Escape') }
  await shot(p, name)
  if (name === 'en-ar-1440') {
    await p.getByRole('button', { name: 'المزيد' }).click(); await shot(p, 'menu')
    await p.getByRole('menuitem', { name: 'إعدادات النصّ', exact: false }).click(); await shot(p, 'settings')
    await p.keyboard.press('Escape')
    await p.keyboard.press('Control+Alt+KeyO'); await shot(p, 'outline'); await p.keyboard.press('Control+Alt+KeyO')
    await p.keyboard.press('Control+Alt+KeyC'); await shot(p, 'check'); await p.keyboard.press('Control+Alt+KeyC')
    await p.mouse.wheel(0, 600); await shot(p, 'en-ar-1440-low')
    await writeFile('/tmp/shots-dir/print.pdf', await p.pdf({ preferCSSPageSize: true }))
  }
  await p.context().close()
}
const rp = await open(f, `/read/${document.id}`); await rp.waitForTimeout(800); await shot(rp, 'read')
const hp = await open(f, `/documents/${document.id}/history`); await hp.waitForTimeout(1200); await shot(hp, 'history')
const kp = await open(f, `/documents/${ku.document.id}`); await kp.waitForTimeout(1200); await shot(kp, 'ku')
const cp = await open(f, `/documents/${ckb.document.id}`); await cp.waitForTimeout(1200); await shot(cp, 'ckb')
const np = await open(f, `/`); await np.waitForTimeout(800); await np.getByRole('button', { name: 'نصّ جديد' }).click(); await np.waitForTimeout(600); await shot(np, 'new'); await np.getByLabel('لغة النصّ').selectOption('en'); await shot(np, 'new-en')
const np2 = await open(f, `/`, { viewport: { width: 1280, height: 720 } }); await np2.waitForTimeout(800); await np2.getByRole('button', { name: 'نصّ جديد' }).click(); await np2.waitForTimeout(600); await shot(np2, 'new-720')
const files: [string, string][] = [['en.docx', `format=docx&view=marked`], ['en-clean.docx', 'format=docx'], ['en.pdf', 'format=pdf&view=marked'], ['en-clean.pdf', 'format=pdf'], ['en-large.pdf', 'format=pdf&size=large'], ['en.html', 'format=html'], ['en.json', 'format=json'], ['en.txt', 'format=txt']]
for (const [name, q] of files) { const r = await f.call('GET', `/api/documents/${document.id}/export?${q}`); if (r.status !== 200) console.log(name, r.status, await r.text()); else await writeFile(`/tmp/shots-dir/${name}`, new Uint8Array(await r.arrayBuffer())) }
for (const [name, id] of [['ku', ku.document.id], ['ckb', ckb.document.id]]) for (const e of ['pdf', 'docx']) { const r = await f.call('GET', `/api/documents/${id}/export?format=${e}`); await writeFile(`/tmp/shots-dir/${name}.${e}`, new Uint8Array(await r.arrayBuffer())) }
await browser.close()
await server.stop()
console.log('done')
