import { isMac } from '../document/platform.ts'

interface Key {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** Ctrl+Enter, on a Mac ⌘+Enter: sends what is written [UI610]. */
export const isSendKey = ({ key, ctrlKey, metaKey }: Key): boolean =>
  key === 'Enter' && (isMac() ? metaKey : ctrlKey)
