import {
  facilitator,
  letter,
  nobody,
  openLetter,
  openText,
  suggester,
  type Picture,
  type Sitting,
} from './sitting.ts'

const openLocked = (sitting: Sitting): Promise<void> =>
  openText(sitting, `/documents/${sitting.world.locked.id}`)

/** Writes into a paragraph that is locked. */
const writeUnderLock = async ({ page }: Sitting): Promise<void> => {
  await page.locator('.documentText [data-locked]').first().click()
  await page.keyboard.insertText('كلمات لا تُكتب هنا')
  await page.getByTestId('lock-refused').waitFor()
}

/** The stage changes while one looks, and is set back for the next picture. */
const seeStageChange = async ({ page, world }: Sitting): Promise<void> => {
  const path = `/api/documents/${world.locked.id}/stage`
  await world.facilitator.expect('PUT', path, { stage: 'suggesting', reason: 'لنقرأ معًا ما كتبناه' })
  await page.getByTestId('stage-news').waitFor()
  await world.facilitator.expect('PUT', path, { stage: 'drafting', reason: '' })
}

const LONG_NAME = 'عبد الرحمن بن محمّد الحسين آل عبد الله الأنصاري'

/** What is told while one works, what stands where nothing is yet, and long names. */
export const TOLD: readonly Picture[] = [
  {
    name: 'lock-refused',
    who: suggester,
    show: async (sitting) => {
      await openLocked(sitting)
      await writeUnderLock(sitting)
    },
  },
  {
    name: 'stage-news',
    who: suggester,
    show: async (sitting) => {
      await openLocked(sitting)
      await seeStageChange(sitting)
    },
  },
  {
    name: 'stage-and-lock',
    who: suggester,
    show: async (sitting) => {
      await openLocked(sitting)
      await seeStageChange(sitting)
      await writeUnderLock(sitting)
    },
  },
  {
    name: 'home-alone',
    who: (world) => world.facilitator,
    show: async (sitting) => {
      const { id } = await sitting.world.facilitator.expect<{ id: string }>('POST', '/api/groups', {
        name: 'مجموعة عمل الطاقة',
      })
      await sitting.open(`/groups/${id}`)
      await sitting.page.getByText(sitting.t('home.alone')).waitFor()
    },
  },
  {
    name: 'document-empty',
    who: facilitator,
    show: async (sitting) => {
      await sitting.open(`/documents/${sitting.world.blank.id}`)
    },
  },
  {
    name: 'long-home',
    who: (world) => world.long.person,
    show: (sitting) => sitting.open(`/groups/${sitting.world.long.group}`),
  },
  {
    name: 'long-members',
    who: (world) => world.long.person,
    show: (sitting) => sitting.open(`/groups/${sitting.world.long.group}/members`),
  },
  {
    name: 'long-audit',
    who: (world) => world.long.person,
    show: (sitting) => sitting.open(`/groups/${sitting.world.long.group}/audit`),
  },
  {
    name: 'long-document',
    who: (world) => world.long.person,
    show: (sitting) => openText(sitting, `/documents/${sitting.world.long.document}`),
  },
  {
    name: 'long-share',
    who: (world) => world.long.person,
    show: async (sitting) => {
      await openText(sitting, `/documents/${sitting.world.long.document}`)
      await sitting.press('document.share')
    },
  },
  {
    name: 'long-history',
    who: (world) => world.long.person,
    show: async (sitting) => {
      await sitting.open(`/documents/${sitting.world.long.document}/history`)
      await sitting.page.getByRole('slider').first().waitFor()
    },
  },
  {
    name: 'long-join',
    who: nobody,
    show: async (sitting) => {
      await sitting.page.goto(sitting.world.long.link)
      await sitting.page.getByRole('textbox').fill(LONG_NAME)
    },
  },
  {
    name: 'verify-yes',
    who: suggester,
    show: async (sitting) => {
      await sitting.open('/verify')
      const path = `/api/documents/${sitting.world.final.id}/final-text`
      const text = await (await sitting.world.viewer.call('GET', path)).text()
      await sitting.page.getByLabel(sitting.t('verify.text')).fill(text)
      await sitting.press('verify.submit')
      await sitting.page.getByText(sitting.t('verify.yes')).waitFor()
    },
  },
  {
    name: 'taken-back',
    who: facilitator,
    show: async (sitting) => {
      await openLetter(sitting)
      await sitting.page.keyboard.press('Control+Alt+KeyG')
      await sitting.page.keyboard.press('Control+Alt+KeyA')
      await sitting.page
        .getByText(sitting.t('suggestions.done.accept', { count: 1 }))
        .first()
        .waitFor()
      await sitting.page.keyboard.press('Control+KeyZ')
      await sitting.page.getByText(sitting.t('suggestions.undone', { count: 1 })).waitFor()
    },
  },
  {
    name: 'read-away',
    who: (world) => world.viewer,
    show: async (sitting) => {
      await sitting.open(`/read/${sitting.world.letter.id}`)
      await sitting.page.context().setOffline(true)
    },
  },
  {
    name: 'letter-of-viewer',
    who: (world) => world.viewer,
    show: (sitting) => sitting.open(letter(sitting)),
  },
]
