/** Is ⌘ the key of shortcuts here? */
export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)
