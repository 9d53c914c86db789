import { expect } from '@playwright/test'
import type { ApiNewInvitation } from '#core/protocol/api.ts'
import { expectAccessible, test } from './shell-room.ts'

test.describe('an invitation', () => {
  test('[UI1] asks for the name only, hides its token, and leads to the text without another click', async ({
    server,
    freshPage,
  }) => {
    const founder = server.facilitator
    const group = await founder.expect<{ readonly id: string }>('POST', '/api/groups', {
      name: 'فريق الصياغة',
    })
    const invitation = await founder.expect<ApiNewInvitation>('POST', `/api/groups/${group.id}/invitations`, {
      role: 'editor',
    })
    const document = await founder.expect<{ readonly id: string }>(
      'POST',
      `/api/groups/${group.id}/documents`,
      { title: 'الرسالة الختامية' },
    )
    await founder.call('POST', `/api/documents/${document.id}/import?filename=a.txt`, undefined, {
      raw: 'اجتمع المشاركون في جنيف.',
      headers: { 'content-type': 'application/octet-stream' },
    })

    const page = await freshPage()
    const errors: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    await page.goto(invitation.url)
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
    await expect(page.getByRole('textbox')).toHaveCount(1)
    expect(page.url()).toBe(`${server.url}/join`)
    await expectAccessible(page)

    await page.getByLabel('اسمك').fill('سلمى')
    await page.getByRole('button', { name: 'ادخل' }).click()
    await expect(page.getByText('اجتمع المشاركون في جنيف.')).toBeVisible()
    expect(page.url()).toBe(`${server.url}/documents/${document.id}`)
    expect(errors).toEqual([])
  })

  test('[UI1] a name that is missing or taken is told beside the field, and the field keeps the focus', async ({
    server,
    freshPage,
  }) => {
    const invitation = await server.facilitator.invite('editor')
    const page = await freshPage()
    await page.goto(invitation.url)
    await page.getByRole('button', { name: 'ادخل' }).click()
    await expect(page.getByText('اكتب اسمك لتدخل.')).toBeVisible()
    await expect(page.getByLabel('اسمك')).toBeFocused()
    await page.getByLabel('اسمك').fill(server.facilitator.member.name)
    await page.keyboard.press('Enter')
    await expect(page.getByText('يحمل عضو آخر هذا الاسم. أضف إليه ما يميّزك.')).toBeVisible()
    await expect(page.getByLabel('اسمك')).toHaveAttribute('aria-invalid', 'true')
  })

  test('[UI2] that is unknown, used, revoked or incomplete gives one plain sentence and one way on', async ({
    server,
    freshPage,
  }) => {
    const used = await server.facilitator.invite('editor', { uses: 1 })
    await server.joinBy(used.token, 'المستعمِل')
    const revoked = await server.facilitator.invite('editor')
    await server.facilitator.call(
      'DELETE',
      `/api/groups/${server.facilitator.group.id}/invitations/${revoked.id}`,
    )
    for (const url of [used.url, revoked.url]) {
      const page = await freshPage()
      await page.goto(url)
      await expect(page.getByRole('heading', { name: 'لم تعد هذه الدعوة صالحة' })).toBeVisible()
      await expect(page.getByRole('main').getByRole('button')).toHaveCount(1)
    }
    const page = await freshPage()
    await page.goto(`${server.url}/join#never-was-a-token`)
    await expect(page.getByRole('heading', { name: 'هذا الرابط لا يقود إلى دعوة' })).toBeVisible()

    await page.goto(`${server.url}/join`)
    await expect(page.getByRole('heading', { name: 'هذا الرابط لا يقود إلى دعوة' })).toBeVisible()
    const good = await server.facilitator.invite('editor')
    await page.getByLabel('رابط الدعوة').fill(`أهلًا: ${good.url}`)
    await page.getByRole('button', { name: 'افتح الدعوة' }).click()
    await expect(page.getByLabel('اسمك')).toBeVisible()
    expect(page.url()).toBe(`${server.url}/join`)

    // The link once more into the address bar of the same tab.
    await page.goto(good.url)
    await expect(page).toHaveURL(`${server.url}/join`)
    await page.getByLabel('اسمك').fill('عائد')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/groups\//)
  })
})

test.describe('a link', () => {
  test('[UI883] says which group invites and to what; one that runs out meanwhile is told', async ({
    server,
    freshPage,
  }) => {
    const invitation = await server.facilitator.invite('commenter', { uses: 1 })
    const page = await freshPage()
    await page.goto(invitation.url)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(server.facilitator.group.name)
    await expect(page.locator('h1 bdi')).toHaveText(server.facilitator.group.name)
    await expect(page.getByText('يقرأ النصّ ويعلّق عليه')).toBeVisible()
    await server.joinBy(invitation.token, 'أسرع منه')
    await page.getByLabel('اسمك').fill('أبطأ')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'لم تعد هذه الدعوة صالحة' })).toBeVisible()
  })

  test('[UI883] [UI875] for a device, and on a device that is in, asks for no name; made at a text, it leads to that text', async ({
    server,
    freshPage,
    pageOf,
  }) => {
    const member = await server.join('suggester', 'صاحبة جهازين')
    const link = await member.expect<ApiNewInvitation>('POST', '/api/session/device-link', {})
    const page = await freshPage()
    await page.goto(link.url)
    await expect(page.getByText('هذا رابط جهاز: تدخل من هذا الجهاز باسم صاحبة جهازين.')).toBeVisible()
    await expect(page.getByRole('textbox')).toHaveCount(0)
    await page.getByRole('button', { name: 'ادخل' }).click()
    await page.waitForURL(/\/(groups|documents)\//)

    const again = await pageOf(member)
    const invitation = await server.facilitator.invite('viewer')
    const [, meant] = [
      await server.facilitator.newDocument('نصّ آخر'),
      await server.facilitator.newDocument('النصّ الذي دُعي إليه'),
    ]
    await again.goto(`${invitation.url}/${meant.id}`)
    await expect(again).toHaveURL(`${server.url}/join`)
    await expect(again.getByText('أنت في هذه المجموعة من هذا الجهاز باسم صاحبة جهازين.')).toBeVisible()
    await again.getByRole('button', { name: 'ادخل' }).click()
    await again.waitForURL(`${server.url}/documents/${meant.id}`)
    const next = await server.joinBy(invitation.token, 'لم يُستعمل بعد')
    expect(next.member.role).toBe('viewer')
  })
})

test.describe('the home page', () => {
  test('[UI4] shows each role only what it may do', async ({ server, pageOf }) => {
    await server.facilitator.newDocument('ورقة الأدوار')
    const group = `${server.url}/groups/${server.facilitator.group.id}`
    const facilitator = await pageOf(server.facilitator)
    await facilitator.goto(group)
    await expect(facilitator.getByRole('button', { name: 'نصّ جديد' })).toBeVisible()

    const suggester = await pageOf(await server.join('suggester', 'مقترِحة الأدوار'))
    await suggester.goto(group)
    await expect(suggester.getByRole('link', { name: 'ورقة الأدوار' })).toBeVisible()
    await expect(suggester.getByRole('button', { name: 'نصّ جديد' })).toHaveCount(0)
    await suggester.goto(`${group}/members`)
    await expect(suggester.getByText('تغيير الأدوار والدعوات للميسِّرين.')).toBeVisible()
    await expect(suggester.getByRole('combobox')).toHaveCount(0)

    const viewer = await pageOf(await server.join('viewer', 'قارئ الأدوار'))
    await viewer.goto(group)
    await viewer.getByRole('link', { name: 'ورقة الأدوار' }).click()
    await expect(viewer).toHaveURL(/\/read\//)
    await expect(viewer.getByRole('link', { name: 'عُد إلى الكتابة' })).toHaveCount(0)
  })

  test('a text is begun, renamed, put away, brought back and erased', async ({ server, pageOf }) => {
    const page = await pageOf(server.facilitator)
    await page.goto(`${server.url}/groups/${server.facilitator.group.id}`)
    await page.getByRole('button', { name: 'نصّ جديد' }).click()
    await page.getByLabel('العنوان').fill('مسودة أولى')
    await page.getByRole('button', { name: 'أنشئ النصّ' }).click()
    await expect(page).toHaveURL(/\/documents\//)
    await page.goBack()

    await page.getByRole('button', { name: /خيارات «.*مسودة أولى/ }).click()
    await page.getByRole('menuitem', { name: 'غيّر العنوان' }).click()
    await page.getByLabel('عنوان النصّ').fill('مسودة ثانية')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('link', { name: 'مسودة ثانية' })).toBeVisible()

    await page.getByRole('button', { name: /خيارات «.*مسودة ثانية/ }).click()
    await page.getByRole('menuitem', { name: 'إلى سلّة المهملات' }).click()
    await expect(page.getByRole('link', { name: 'مسودة ثانية' })).toHaveCount(0)
    // Others may have put something there too.
    const away = page.locator('details').getByRole('listitem').filter({ hasText: 'مسودة ثانية' })
    await page.getByText(/ في سلّة المهملات$/).click()
    await away.getByRole('button', { name: 'أعِده' }).click()
    await expect(page.getByRole('link', { name: 'مسودة ثانية' })).toBeVisible()

    await page.getByRole('button', { name: /خيارات «.*مسودة ثانية/ }).click()
    await page.getByRole('menuitem', { name: 'إلى سلّة المهملات' }).click()
    await expect(page.getByRole('link', { name: 'مسودة ثانية' })).toHaveCount(0)
    if (!(await away.isVisible())) await page.getByText(/ في سلّة المهملات$/).click()
    await away.getByRole('button', { name: 'احذفه نهائيًا' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'احذفه نهائيًا' }).click()
    await expect(page.getByText('مسودة ثانية')).toHaveCount(0)
  })

  test('a text may begin with the closing message or the sample', async ({ server, pageOf }) => {
    const page = await pageOf(server.facilitator)
    for (const template of ['رسالة ختامية', 'نصّ للتجربة']) {
      await page.goto(`${server.url}/groups/${server.facilitator.group.id}`)
      await page.getByRole('button', { name: 'نصّ جديد' }).click()
      await page.getByLabel('العنوان').fill(`من: ${template}`)
      await page.getByRole('radio', { name: template }).check()
      await page.getByRole('button', { name: 'أنشئ النصّ' }).click()
      await expect(page.locator('.documentText > *').nth(3)).toBeVisible()
    }
  })

  test('a file becomes a text with its warnings told; a file that cannot is refused in a sentence', async ({
    server,
    pageOf,
  }) => {
    const page = await pageOf(server.facilitator)
    await page.goto(`${server.url}/groups/${server.facilitator.group.id}`)
    const give = async (name: string, content: string): Promise<void> => {
      await page.getByRole('button', { name: 'استورد ملفًّا' }).click()
      await page
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
    }
    await give('بيان اللقاء.txt', 'السطر الأول من البيان.\n\nالسطر الثاني من البيان.')
    await expect(page.getByText('استُوردت فقرتان.')).toBeVisible()
    await page.getByRole('button', { name: 'افتح النصّ' }).click()
    await expect(page.getByText('السطر الثاني من البيان.')).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('link', { name: 'بيان اللقاء' })).toBeVisible()

    await give('صورة.png', 'x')
    await expect(page.getByRole('alert').filter({ hasText: 'لا تُستورد ملفّات من هذا النوع' })).toBeVisible()
    await page.keyboard.press('Escape')
    await give('فارغ.txt', '')
    await expect(page.getByRole('alert').filter({ hasText: 'الملفّ فارغ' })).toBeVisible()
  })

  test('[UI41] [UI42] names stand isolated, counts take their Arabic form, dates the Levantine month', async ({
    server,
    pageOf,
  }) => {
    const person = await server.join('commenter', 'Jean-Marc (UN)')
    await server.facilitator.newDocument('توصيات UNDP/OCHA (2026)')
    const page = await pageOf(server.facilitator)
    await page.goto(`${server.url}/groups/${server.facilitator.group.id}`)
    await expect(page.locator('bdi', { hasText: 'توصيات UNDP/OCHA (2026)' })).toBeVisible()
    const { documents } = await server.facilitator.expect<{ readonly documents: readonly unknown[] }>(
      'GET',
      `/api/groups/${server.facilitator.group.id}/documents`,
    )
    const count = new Intl.PluralRules('ar').select(documents.length)
    const word = { zero: 'لا', one: 'واحد', two: 'نصّان', few: 'نصوص', many: 'نصًّا', other: 'نصّ' }[count]
    await expect(page.getByRole('heading', { name: new RegExp(`النصوص.*${word}`) })).toBeVisible()

    await page.goto(`${server.url}/groups/${server.facilitator.group.id}/members`)
    await expect(page.locator('bdi', { hasText: person.member.name })).toBeVisible()
    await page.getByRole('button', { name: 'دعوة جديدة' }).click()
    await page.getByLabel('مدّة الصلاحية').selectOption({ label: 'شهر' })
    await page.getByRole('button', { name: 'أنشئ رابط دعوة' }).click()
    await expect(page.getByLabel('رابط الدعوة')).toHaveValue(/\/join#/)
    await page.keyboard.press('Escape')
    const ends = new Date(Date.now() + 30 * 24 * 3_600_000)
    const date = new Intl.DateTimeFormat('ar-SY-u-nu-latn', { dateStyle: 'long' }).format(ends)
    await expect(page.getByText(`حتى ${date}`)).toBeVisible()
  })

  test('English and French turn the page to left to right, and the choice stays', async ({
    server,
    pageOf,
  }) => {
    const page = await pageOf(server.facilitator)
    await page.goto(server.url)
    await page.getByRole('button', { name: 'حسابك' }).click()
    await page.getByRole('menuitemradio', { name: 'English' }).click()
    await expect(page.locator('html')).toHaveAttribute('dir', 'ltr')
    await page.reload()
    await expect(page.getByRole('button', { name: 'New text' })).toBeVisible()
    await page.getByRole('button', { name: 'Your account' }).click()
    await page.getByRole('menuitemradio', { name: 'Français' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
    await expect(page.getByRole('button', { name: 'Nouveau texte' })).toBeVisible()
  })
})

test.describe('a narrow page', () => {
  test('nothing needs horizontal scrolling at 320 and 390 px, in any language', async ({
    server,
    pageOf,
  }) => {
    await server.facilitator.newDocument('توصيات فريق سبل العيش والحماية الاجتماعية 2026 (UNDP/OCHA)')
    const page = await pageOf(server.facilitator)
    await page.goto(server.url)
    for (const language of ['ar', 'en', 'fr']) {
      await page.evaluate((chosen) => {
        localStorage.setItem('siyagha.language', chosen)
      }, language)
      for (const width of [320, 390]) {
        await page.setViewportSize({ width, height: 844 })
        for (const path of ['', '/members', '/audit']) {
          await page.goto(`${server.url}/groups/${server.facilitator.group.id}${path}`)
          await expect(page.getByRole('listitem').first()).toBeVisible()
          const over = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          )
          expect(over, `${language} ${width} ${path}`).toBe(0)
        }
      }
    }
  })
})

test.describe('members', () => {
  test('a role is changed and a member removed, and their open page feels it within 1 s', async ({
    server,
    pageOf,
  }) => {
    const document = await server.facilitator.newDocument('ورقة الحاضرين')
    const person = await server.join('editor', 'المُغادِر')
    const theirs = await pageOf(person)
    await theirs.goto(`${server.url}/documents/${document.id}`)
    await expect(theirs.getByText('حُفِظ').first()).toBeVisible()

    const page = await pageOf(server.facilitator)
    await page.goto(`${server.url}/groups/${server.facilitator.group.id}/members`)
    await page.getByLabel(/دور .*المُغادِر/).selectOption({ label: 'معلِّق' })
    await expect(page.getByRole('status').filter({ hasText: 'معلِّق' })).toBeVisible()
    await expect(theirs.getByText('يعلّق').first()).toBeVisible({ timeout: 1_000 })
    await page.getByRole('button', { name: /أخرِج .*المُغادِر/ }).click()
    await page.getByRole('button', { name: 'أخرِج العضو' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'المُغادِر' })).toHaveCount(0)
  })

  test('[UI4] the last facilitator can be neither demoted nor removed', async ({ server, pageOf }) => {
    const group = await server.facilitator.expect<{ readonly id: string }>('POST', '/api/groups', {
      name: 'مجموعة وحيدة',
    })
    const page = await pageOf(server.facilitator)
    await page.goto(`${server.url}/groups/${group.id}/members`)
    await expect(page.getByRole('combobox')).toBeDisabled()
    await expect(page.getByRole('button', { name: /أخرِج / })).toBeDisabled()
  })
})

test.describe('the light page', () => {
  test('[UI85] shows the clean text, follows its changes, and opens no socket', async ({
    server,
    pageOf,
  }) => {
    const document = await server.facilitator.newDocument('للقراءة')
    const viewer = await pageOf(await server.join('viewer', 'قارئة'))
    const sockets: string[] = []
    viewer.on('websocket', (socket) => sockets.push(socket.url()))
    await viewer.goto(`${server.url}/documents/${document.id}`)
    await expect(viewer.getByText('لم يُكتب في هذا النصّ شيء بعد.')).toBeVisible()
    await server.facilitator.call('POST', `/api/documents/${document.id}/import?filename=a.txt`, undefined, {
      raw: 'وصل النصّ إلى القرّاء.',
      headers: { 'content-type': 'application/octet-stream' },
    })
    await expect(viewer.getByText('وصل النصّ إلى القرّاء.')).toBeVisible({ timeout: 3_000 })
    await expect(viewer.getByRole('heading', { level: 1 })).toHaveText('للقراءة')
    await expectAccessible(viewer)
    expect(sockets).toEqual([])
  })
})

test.describe('pages that say one thing', () => {
  test('an address that is nothing, a group of others, a server that is away', async ({ server, pageOf }) => {
    const page = await pageOf(server.facilitator)
    await page.goto(`${server.url}/nothing/here`)
    await expect(page.getByRole('heading', { name: 'لا شيء هنا' })).toBeVisible()
    await page.goto(`${server.url}/documents/none`)
    await expect(page.getByRole('heading', { name: 'لا شيء هنا' })).toBeVisible()
    await page.goto(`${server.url}/groups/none/members`)
    await expect(page.getByRole('heading', { name: 'ليس هذا متاحًا لك' })).toBeVisible()

    await page.route('**/api/**', (route) => route.abort())
    await page.goto(server.url)
    await expect(page.getByRole('heading', { name: 'الخادم لا يجيب' })).toBeVisible()
    await page.unroute('**/api/**')
    await page.getByRole('button', { name: 'حاول مرّة أخرى' }).click()
    await expect(page.getByRole('button', { name: 'نصّ جديد' })).toBeVisible()
  })
})
