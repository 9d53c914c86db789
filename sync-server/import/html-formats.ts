import { withFormat, type RawFormats } from '#core/schema/content.ts'
import { isSafeHref } from '#core/schema/link.ts'
import { attributeOf, type HtmlElement } from './html-tree.ts'
import type { WarningList } from './warning-list.ts'

const BOLD = /(?:^|;)\s*font-weight\s*:\s*(?:bold|bolder|[6-9]00)/iu
const NOT_BOLD = /(?:^|;)\s*font-weight\s*:\s*(?:normal|lighter|[1-5]00)/iu
const ITALIC = /(?:^|;)\s*font-style\s*:\s*(?:italic|oblique)/iu
const UNDERLINE = /(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*underline/iu

const STYLED: ReadonlyMap<string, 'bold' | 'italic' | 'underline'> = new Map([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['cite', 'italic'],
  ['dfn', 'italic'],
  ['u', 'underline'],
])

/** The formats inside `element`: its own beside those around it. Links of other schemes lose their address only. */
export const formatsInside = (
  element: HtmlElement,
  around: RawFormats,
  warnings: WarningList,
): RawFormats => {
  let formats = around
  const name = STYLED.get(element.tagName)
  const style = attributeOf(element, 'style')?.slice(0, 2000) ?? ''
  if (name !== undefined && !(name === 'bold' && NOT_BOLD.test(style)))
    formats = withFormat(formats, name, true)
  if (style !== '') {
    if (BOLD.test(style)) formats = withFormat(formats, 'bold', true)
    if (ITALIC.test(style)) formats = withFormat(formats, 'italic', true)
    if (UNDERLINE.test(style) && element.tagName !== 'a') formats = withFormat(formats, 'underline', true)
  }
  if (element.tagName === 'a') {
    const href = attributeOf(element, 'href')?.trim() ?? null
    const target: unknown = href
    if (isSafeHref(target)) formats = withFormat(formats, 'link', { href: target })
    else if (href !== null && !href.startsWith('#')) warnings.add('link')
  }
  return formats
}
