import type { Page } from '@playwright/test'

/** Selects `words` in a block of the text and types others in their place, as a person does, until the page says saved. */
export const typeAt = async (page: Page, block: number, words: string, others: string): Promise<void> => {
  const start = await page.locator('.documentText').evaluate(
    (root, [index, wanted]) => {
      const element = root.children[index]
      if (element === undefined || !(root instanceof HTMLElement)) throw new Error(`no block ${index}`)
      const walker = root.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      root.focus()
      while (walker.nextNode()) {
        const node = walker.currentNode
        const at = node.textContent?.indexOf(wanted) ?? -1
        if (at < 0) continue
        getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length)
        return at
      }
      return -1
    },
    [block, words] as const,
  )
  if (start < 0) throw new Error(`no ${words} in block ${block}`)
  await page.keyboard.insertText(others)
  await page.getByTestId('saved').getByText('حُفِظ', { exact: true }).waitFor()
}
