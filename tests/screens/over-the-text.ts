import {
  dialogOf,
  facilitator,
  letter,
  openLetter,
  openList,
  openText,
  suggester,
  type Picture,
  type Sitting,
} from './sitting.ts'

/** The letter, and then a key. */
const byKey =
  (key: string, ready: string) =>
  async (sitting: Sitting): Promise<void> => {
    await openLetter(sitting)
    await sitting.page.keyboard.press(key)
    await sitting.page.locator(ready).first().waitFor()
  }

const select = (sitting: Sitting, words: string): Promise<void> =>
  sitting.page.locator('.documentText').evaluate((root, wanted) => {
    if (!(root instanceof HTMLElement)) throw new Error('no text')
    root.focus()
    const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const at = walker.currentNode.textContent?.indexOf(wanted) ?? -1
      if (at >= 0)
        getSelection()?.setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + wanted.length)
    }
  }, words)

const history =
  (place: string, ready: string) =>
  async (sitting: Sitting): Promise<void> => {
    await sitting.open(`${letter(sitting)}/history${place}`)
    await sitting.page.locator(ready).first().waitFor()
  }

/** What stands beside, over and under a text while one goes through it. */
export const OVER_THE_TEXT: readonly Picture[] = [
  {
    name: 'find',
    who: facilitator,
    show: async (sitting) => {
      await byKey('Control+KeyF', '[role=search]')(sitting)
      await sitting.page.getByRole('textbox', { name: sitting.t('find.query') }).fill('الماء')
    },
  },
  {
    name: 'find-review',
    who: facilitator,
    show: async (sitting) => {
      await openLetter(sitting)
      await openList(sitting)
      await sitting.page.keyboard.press('Control+KeyF')
      await sitting.page.getByRole('textbox', { name: sitting.t('find.query') }).fill('الماء')
    },
  },
  {
    name: 'find-outline',
    who: facilitator,
    show: async (sitting) => {
      await byKey('Control+Alt+KeyO', '[data-testid=outline], [role=dialog]')(sitting)
      await sitting.page.keyboard.press('Control+KeyF')
      await sitting.page.getByRole('textbox', { name: sitting.t('find.query') }).fill('الماء')
    },
  },
  { name: 'suggestion', who: facilitator, show: byKey('Control+Alt+KeyG', '[data-active=true]') },
  { name: 'talk', who: facilitator, show: byKey('Control+Alt+KeyY', '[data-thread][data-active=true]') },
  { name: 'suggestion-own', who: suggester, show: byKey('Control+Alt+KeyG', '[data-active=true]') },
  {
    name: 'threads',
    who: facilitator,
    show: async (sitting) => {
      await openLetter(sitting)
      await openList(sitting)
      await sitting.page.getByRole('tab').nth(1).click()
    },
  },
  {
    name: 'comment',
    who: suggester,
    show: async (sitting) => {
      await openLetter(sitting)
      await select(sitting, 'ضفّته')
      await sitting.page.keyboard.press('Control+Alt+KeyM')
      await sitting.page.keyboard.type('هل نكتب «ضفّتيه»؟ @')
      await sitting.page.getByRole('listbox').waitFor()
    },
  },
  { name: 'views', who: facilitator, show: byKey('Control+Alt+KeyV', '[data-view], .documentText') },
  { name: 'numbers', who: facilitator, show: byKey('Control+Shift+Alt+KeyP', '[data-numbers=true]') },
  {
    name: 'calm',
    who: facilitator,
    show: byKey('Control+Shift+Alt+KeyF', '[data-calm=on], [data-calm=leaving], [data-calm]'),
  },
  {
    name: 'since',
    who: facilitator,
    show: async (sitting) => {
      await openLetter(sitting)
      await sitting.page.getByTestId('foot').getByRole('button').first().click()
    },
  },
  { name: 'history-authors', who: facilitator, show: history('#show=authors', '[role=slider]') },
  { name: 'history-changes', who: facilitator, show: history('#show=changes', '[role=slider]') },
  {
    name: 'suggester-menu',
    who: suggester,
    show: async (sitting) => {
      await openLetter(sitting)
      await sitting.press('document.menu')
    },
  },
  { name: 'late-mine', who: suggester, show: dialogOf('late.menu') },
  {
    name: 'closed',
    who: suggester,
    show: (sitting) => openText(sitting, `/documents/${sitting.world.closed.id}`),
  },
  {
    name: 'locks-list',
    who: facilitator,
    show: async (sitting) => {
      await openText(sitting, `/documents/${sitting.world.locked.id}`)
      await sitting.press('document.menu')
      await sitting.choose('stages.menu')
      await sitting.page.getByRole('dialog').waitFor()
    },
  },
]
