import { expect, it } from 'vitest'
import { keyboardRoom } from '../../editor/extensions/views/keyboard-room.ts'

const seen = (height: number, offsetTop = 0, scale = 1) => ({
  innerHeight: 660,
  visualViewport: { height, offsetTop, scale },
})

it('[UI886] what lies under the keyboard is what of the window is not seen at its end', () => {
  expect(keyboardRoom(seen(376))).toBe(284)
  // The window was moved up under the keyboard's edge.
  expect(keyboardRoom(seen(376, 200))).toBe(84)
  expect(keyboardRoom(seen(376, 284))).toBe(0)
})

it('[UI886] no keyboard: a window that is seen whole, a bar of the browser, a page that is drawn larger, no way to know', () => {
  expect(keyboardRoom(seen(660))).toBe(0)
  expect(keyboardRoom(seen(630))).toBe(0)
  expect(keyboardRoom(seen(330, 0, 2))).toBe(0)
  expect(keyboardRoom({ innerHeight: 660, visualViewport: null })).toBe(0)
})
