/** Schemes a link may have. Everything else is refused by update, paste, import and decode alike ([SCH5]). */
export const LINK_SCHEMES = ['http', 'https', 'mailto'] as const

export const MAX_HREF_LENGTH = 2000

const ADMISSIBLE = /^(?:https?:\/\/[^\s/?#]|mailto:[^\s])\S*$/iu
/** C0 and C1 controls and the bidi controls, which can make an address read as another one. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u

/**
 * Is `href` an absolute http, https or mailto address? Leading blanks, controls inside (which browsers skip, so
 * that `java\nscript:` runs), relative and scheme-less addresses are not.
 */
export const isSafeHref = (href: unknown): href is string =>
  typeof href === 'string' && href.length <= MAX_HREF_LENGTH && !CONTROL.test(href) && ADMISSIBLE.test(href)
