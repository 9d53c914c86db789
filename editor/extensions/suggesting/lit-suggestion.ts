/** What emphasises the active suggestion: nothing here takes room, so no word moves [UI441]. */
const LIT =
  'outline: 2px solid var(--accent); outline-offset: 1px; border-radius: 2px; text-decoration-thickness: 3px'

/**
 * Emphasises one suggestion wherever its marks are drawn, by a style rule of its own: whatever is typed or merged, no
 * mark is drawn again for it, and only a change of the active suggestion costs anything.
 */
export const litSuggestion = (
  page: Document,
): { readonly light: (id: string | null) => void; readonly stop: () => void } => {
  const sheet = new CSSStyleSheet()
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet]
  let now: string | null = null
  return {
    light: (id) => {
      if (id === now) return
      now = id
      if (id === null) {
        sheet.replaceSync('')
        return
      }
      const marks = `.documentText [data-suggestion="${CSS.escape(id)}"]`
      sheet.replaceSync(
        `@media screen { ${marks}, ${marks} > .block::after { ${LIT} } } ` +
          `@media (forced-colors: active) { ${marks} { outline-color: Highlight } }`,
      )
    },
    stop: () => {
      page.adoptedStyleSheets = page.adoptedStyleSheets.filter((other) => other !== sheet)
    },
  }
}
