import { keyboardRoom } from '../../extensions/views/keyboard-room.ts'

/** Tells the styles how much lies under the keyboard of the screen, for what stands at the window's end [UI886]. */
export const keepAboveKeyboard = (page: Window): void => {
  const tell = (): void => {
    page.document.documentElement.style.setProperty('--keyboard', `${keyboardRoom(page)}px`)
  }
  page.visualViewport?.addEventListener('resize', tell)
  page.visualViewport?.addEventListener('scroll', tell)
}
