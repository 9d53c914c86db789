import type { Page } from '@playwright/test'
import type { MessageKey } from '../../editor/ui/messages/catalogue.ts'
import type { MessageValues } from '../../editor/ui/messages/translator.ts'
import type { Person } from '../support/device.ts'
import type { World } from './world.ts'

/** What a picture is taken with. */
export interface Sitting {
  readonly page: Page
  readonly world: World
  /** The words of the interface in the language of the picture. */
  readonly t: (key: MessageKey, values?: MessageValues) => string
  /** Opens a place of ours, and waits until it is drawn. */
  readonly open: (path: string) => Promise<void>
  readonly press: (key: MessageKey, values?: MessageValues) => Promise<void>
  readonly choose: (key: MessageKey, values?: MessageValues) => Promise<void>
}

export interface Picture {
  readonly name: string
  /** Nobody: a device on which nobody is signed in. */
  readonly who: (world: World) => Person | null
  readonly size?: 'phone' | 'wide'
  /** As a screen of its own, up to the moment in which it is taken. */
  readonly show: (sitting: Sitting) => Promise<void>
}

export const facilitator = (world: World): Person => world.facilitator
export const suggester = (world: World): Person => world.suggester
export const nobody = (): null => null

export const home = ({ world }: Sitting): string => `/groups/${world.facilitator.group.id}`
export const letter = ({ world }: Sitting): string => `/documents/${world.letter.id}`

export const openText = async (sitting: Sitting, path: string): Promise<void> => {
  await sitting.open(path)
  await sitting.page.locator('.documentText > *').nth(3).waitFor()
}
/** The letter with everything around it that comes with the network. */
export const openLetter = async (sitting: Sitting): Promise<void> => {
  await openText(sitting, letter(sitting))
  await sitting.page.locator('[data-testid=suggestions], [data-testid=suggestions-open]').first().waitFor()
}
export const openLetterOnPhone = (sitting: Sitting): Promise<void> => openText(sitting, letter(sitting))

export const fromMenu = async (sitting: Sitting, key: MessageKey): Promise<void> => {
  await openText(sitting, letter(sitting))
  await sitting.press('document.menu')
  await sitting.choose(key)
}
/** A dialog that the menu of the letter opens. */
export const dialogOf =
  (item: MessageKey) =>
  async (sitting: Sitting): Promise<void> => {
    await fromMenu(sitting, item)
    await sitting.page.getByRole('dialog').waitFor()
  }

/** The list of all suggestions and discussions. */
export const openList = async ({ page }: Sitting): Promise<void> => {
  // The line of news may lie over it.
  await page
    .locator('[data-testid=suggestions-open], [data-testid=suggestions] [data-toggle]')
    .first()
    .dispatchEvent('click')
  await page.getByRole('tab').first().waitFor()
}
