import { OVER_THE_TEXT } from './over-the-text.ts'
import {
  dialogOf,
  facilitator,
  fromMenu,
  home,
  letter,
  nobody,
  openLetter,
  openLetterOnPhone,
  openList,
  openText,
  suggester,
  type Picture,
} from './sitting.ts'
import { TOLD } from './told.ts'

/** Every screen of ours. The list begins with what opening a text would change. */
export const PICTURES: readonly Picture[] = [
  {
    name: 'home',
    who: facilitator,
    show: async (sitting) => {
      await sitting.open(home(sitting))
      await sitting.page.getByTestId('row-here').first().waitFor()
      await sitting.page.getByTestId('row-unread').first().waitFor()
    },
  },
  {
    name: 'home-phone',
    who: facilitator,
    size: 'phone',
    show: async (sitting) => {
      await sitting.open(home(sitting))
      await sitting.page.getByTestId('row-here').first().waitFor()
    },
  },
  {
    name: 'home-found',
    who: facilitator,
    show: async (sitting) => {
      await sitting.open(home(sitting))
      await sitting.page.getByRole('searchbox').fill('الجلسه الاولي')
    },
  },
  {
    name: 'home-row-menu',
    who: facilitator,
    show: async (sitting) => {
      await sitting.open(home(sitting))
      await sitting.page.getByTestId('row-here').first().waitFor()
      await sitting.page
        .getByRole('listitem')
        .filter({ has: sitting.page.getByTestId('row-here') })
        .first()
        .getByRole('button')
        .click()
    },
  },
  {
    name: 'home-duplicate',
    who: facilitator,
    show: async (sitting) => {
      await sitting.open(home(sitting))
      await sitting.page
        .getByRole('listitem')
        .filter({ hasText: 'بيان اللقاء الثاني' })
        .getByRole('button')
        .click()
      await sitting.choose('home.document.duplicate')
    },
  },
  {
    name: 'home-trash',
    who: facilitator,
    show: async (sitting) => {
      await sitting.open(home(sitting))
      await sitting.page.locator('summary').click()
      await sitting.page.locator('summary').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'home-empty',
    who: facilitator,
    show: (sitting) => sitting.open(`/groups/${sitting.world.emptyGroup}`),
  },
  { name: 'home-viewer', who: (world) => world.viewer, show: (sitting) => sitting.open(home(sitting)) },
  {
    name: 'home-new',
    who: facilitator,
    show: async (sitting) => {
      await sitting.open(home(sitting))
      await sitting.press('home.new-document')
    },
  },
  {
    name: 'import',
    who: facilitator,
    show: async (sitting) => {
      await sitting.open(home(sitting))
      await sitting.press('home.import')
      await sitting.page
        .locator('input[type=file]')
        .first()
        .setInputFiles({
          name: 'مداخلة.md',
          mimeType: 'text/markdown',
          buffer: Buffer.from(
            '# مداخلة\n\nفقرة أولى.\n\n| جدول | صغير |\n|---|---|\n| 1 | 2 |\n\n![صورة](a.png)\n',
          ),
        })
      await sitting.page.getByRole('button', { name: sitting.t('import.open') }).waitFor()
      // What the picture needed is not to stay in the next one.
      const { facilitator: person } = sitting.world
      const { documents } = await person.expect<{ documents: { id: string; title: string }[] }>(
        'GET',
        `/api/groups/${person.group.id}/documents`,
      )
      for (const { id, title } of documents)
        if (title === 'مداخلة') {
          await person.call('DELETE', `/api/documents/${id}`)
          await person.call('DELETE', `/api/documents/${id}?forever=1`)
        }
    },
  },
  {
    name: 'inbox',
    who: facilitator,
    show: async (sitting) => {
      await sitting.open(home(sitting))
      await sitting.page.getByRole('button', { name: sitting.t('inbox.open', { count: 1 }) }).click()
    },
  },
  {
    name: 'account',
    who: facilitator,
    show: async (sitting) => {
      await sitting.open(home(sitting))
      await sitting.press('app.account')
    },
  },
  {
    name: 'device-link',
    who: facilitator,
    show: async (sitting) => {
      await sitting.open(home(sitting))
      await sitting.press('app.account')
      await sitting.choose('session.device-link')
      await sitting.page.locator('svg[role=img]').waitFor()
    },
  },
  {
    name: 'log-out',
    who: facilitator,
    show: async (sitting) => {
      await sitting.open(home(sitting))
      await sitting.press('app.account')
      await sitting.choose('session.log-out')
    },
  },
  { name: 'members', who: facilitator, show: (sitting) => sitting.open(`${home(sitting)}/members`) },
  { name: 'members-reader', who: suggester, show: (sitting) => sitting.open(`${home(sitting)}/members`) },
  {
    name: 'members-phone',
    who: facilitator,
    size: 'phone',
    show: (sitting) => sitting.open(`${home(sitting)}/members`),
  },
  {
    name: 'member-remove',
    who: facilitator,
    show: async (sitting) => {
      await sitting.open(`${home(sitting)}/members`)
      await sitting.page.getByRole('listitem').nth(2).getByRole('button').click()
    },
  },
  {
    name: 'invitation',
    who: facilitator,
    show: async (sitting) => {
      await sitting.open(`${home(sitting)}/members`)
      await sitting.press('invitations.new')
      await sitting.press('invitations.create')
      await sitting.press('link.qr.show')
      await sitting.page.locator('svg[role=img]').waitFor()
    },
  },
  { name: 'audit', who: facilitator, show: (sitting) => sitting.open(`${home(sitting)}/audit`) },
  {
    name: 'join',
    who: nobody,
    show: async (sitting) => {
      await sitting.page.goto(await sitting.world.links.fresh())
      await sitting.page.getByRole('textbox').waitFor()
    },
  },
  {
    name: 'join-phone',
    who: nobody,
    size: 'phone',
    show: async (sitting) => {
      await sitting.page.goto(await sitting.world.links.fresh())
      await sitting.page.getByRole('textbox').waitFor()
    },
  },
  {
    name: 'join-used',
    who: nobody,
    show: async (sitting) => {
      await sitting.page.goto(sitting.world.links.used)
      await sitting.page.getByRole('heading', { name: sitting.t('join.gone.title') }).waitFor()
    },
  },
  { name: 'join-unknown', who: nobody, show: (sitting) => sitting.open('/join') },
  { name: 'signed-out', who: nobody, show: (sitting) => sitting.open(letter(sitting)) },
  { name: 'document', who: facilitator, show: openLetter },
  { name: 'document-suggester', who: suggester, show: openLetter },
  { name: 'document-phone', who: facilitator, size: 'phone', show: openLetterOnPhone },
  {
    name: 'document-sheet',
    who: facilitator,
    size: 'phone',
    show: async (sitting) => {
      await openLetterOnPhone(sitting)
      // The line of news may lie over it.
      await sitting.page.getByTestId('suggestions-open').dispatchEvent('click')
      await sitting.page.locator('[data-testid=suggestions][data-height]').waitFor()
    },
  },
  {
    name: 'document-menu',
    who: facilitator,
    show: async (sitting) => {
      await openLetter(sitting)
      await sitting.press('document.menu')
    },
  },
  {
    name: 'review',
    who: facilitator,
    show: async (sitting) => {
      await openLetter(sitting)
      await openList(sitting)
    },
  },
  {
    name: 'share',
    who: facilitator,
    show: async (sitting) => {
      await openLetter(sitting)
      await sitting.press('document.share')
    },
  },
  {
    name: 'stage',
    who: facilitator,
    show: async (sitting) => {
      await openLetter(sitting)
      await sitting.press('document.menu')
      await sitting.choose('stages.menu')
      await sitting.page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'finalise',
    who: facilitator,
    show: dialogOf('final.menu'),
  },
  {
    name: 'export',
    who: facilitator,
    show: dialogOf('document.menu.exportAs'),
  },
  {
    name: 'decisions',
    who: facilitator,
    show: dialogOf('decisions.menu'),
  },
  {
    name: 'late-tray',
    who: facilitator,
    show: dialogOf('late.menu'),
  },
  { name: 'outline', who: facilitator, show: (sitting) => fromMenu(sitting, 'outline.menu') },
  {
    name: 'text-check',
    who: facilitator,
    show: (sitting) => fromMenu(sitting, 'textCheck.menu'),
  },
  {
    name: 'palette',
    who: facilitator,
    show: async (sitting) => {
      await openLetter(sitting)
      await sitting.page.keyboard.press('Control+k')
      await sitting.page.getByRole('combobox').waitFor()
    },
  },
  {
    name: 'shortcuts',
    who: facilitator,
    show: dialogOf('document.menu.shortcuts'),
  },
  {
    name: 'offline',
    who: facilitator,
    show: async (sitting) => {
      await openLetter(sitting)
      await sitting.page.context().setOffline(true)
      await sitting.page.getByText(sitting.t('document.offline.network')).waitFor()
    },
  },
  {
    name: 'locks',
    who: facilitator,
    show: async (sitting) => {
      await openText(sitting, `/documents/${sitting.world.locked.id}`)
      await sitting.page.getByText(sitting.t('locks.kind.disputed'), { exact: true }).first().waitFor()
    },
  },
  {
    name: 'final',
    who: suggester,
    show: (sitting) => openText(sitting, `/documents/${sitting.world.final.id}`),
  },
  {
    name: 'certificate',
    who: suggester,
    show: (sitting) => sitting.open(`/documents/${sitting.world.final.id}/certificate`),
  },
  { name: 'verify', who: nobody, show: (sitting) => sitting.open('/verify') },
  {
    name: 'verify-no',
    who: suggester,
    show: async (sitting) => {
      await sitting.open('/verify')
      const text = await sitting.world.viewer.call(
        'GET',
        `/api/documents/${sitting.world.final.id}/final-text`,
      )
      const lines = (await text.text()).replaceAll('اليوم', 'غدًا')
      await sitting.page.getByLabel(sitting.t('verify.text')).fill(lines)
      await sitting.press('verify.submit')
      await sitting.page.getByText(sitting.t('verify.no')).waitFor()
    },
  },
  {
    name: 'history',
    who: facilitator,
    show: async (sitting) => {
      await sitting.open(`${letter(sitting)}/history`)
      await sitting.page.getByRole('slider').first().waitFor()
    },
  },
  {
    name: 'compare',
    who: facilitator,
    show: async (sitting) => {
      await sitting.open(`${letter(sitting)}/history#at=version-1&show=compare&with=seq-4`)
      await sitting.page.locator('ins').first().waitFor()
    },
  },
  {
    name: 'read',
    who: (world) => world.viewer,
    show: (sitting) => sitting.open(`/read/${sitting.world.letter.id}`),
  },
  {
    name: 'read-phone',
    who: (world) => world.viewer,
    size: 'phone',
    show: (sitting) => sitting.open(`/read/${sitting.world.letter.id}`),
  },
  { name: 'not-found', who: facilitator, show: (sitting) => sitting.open('/documents/nothing-here') },
  { name: 'nowhere', who: facilitator, show: (sitting) => sitting.open('/no/such/place') },
  {
    name: 'forbidden',
    who: suggester,
    show: (sitting) => sitting.open(`${home(sitting)}/audit`),
  },
  {
    name: 'server-away',
    who: nobody,
    show: async (sitting) => {
      await sitting.page.route('**/api/**', (route) => route.abort())
      await sitting.open('/')
    },
  },
  {
    name: 'crash',
    who: facilitator,
    show: async (sitting) => {
      // A part of the page that cannot be loaded.
      await sitting.page.route(/\/assets\/members-screen-[^/]*\.js$/, (route) => route.abort())
      await sitting.open(`${home(sitting)}/members`)
    },
  },
  ...OVER_THE_TEXT,
  ...TOLD,
]
