import { directionIn, type DocumentLanguage } from '#core/text/language.ts'

const STYLE = `
:root { color-scheme: light; }
body { margin: 2.5rem auto; padding-inline: 1.5rem; max-inline-size: 38rem; color: #1c1b19; background: #fff;
  font: 1.125rem/1.9 "Noto Naskh Arabic", "Amiri", "Traditional Arabic", "Times New Roman", serif; }
[data-block] { white-space: pre-wrap; overflow-wrap: anywhere; }
p, blockquote, ul, ol { margin-block: 0 0.9em; }
p:empty { min-block-size: 1lh; }
h1, h2, h3 { margin-block: 1.4em 0.5em; line-height: 1.5; break-after: avoid; }
h1 { font-size: 1.6em; } h2 { font-size: 1.3em; } h3 { font-size: 1.1em; }
ul, ol { padding-inline-start: 2em; } li > ul, li > ol { margin-block-end: 0; }
li.level { list-style: none; }
[data-digits="arab"] ol { list-style-type: arabic-indic; }
blockquote { margin-inline: 1.2em 0; padding-inline-start: 1em; border-inline-start: 3px solid #c9c4ba; }
em:lang(ar) { font-style: normal; font-weight: 600; }
a { color: #14507a; }
ins { color: #1d5e3a; text-decoration: underline; text-decoration-thickness: 2px; }
del { color: #8d2626; text-decoration: line-through; }
[data-change] { background: #fbf1d5; }
[data-inserted]::before, [data-deleted]::before { content: "¶"; opacity: 0.6; }
@page { margin: 22mm 20mm; }
@media print { body { margin: 0; padding: 0; max-inline-size: none; font-size: 12pt; } a { color: inherit; }
  p, li { orphans: 2; widows: 2; } }
`

/** Latin letters stand closer, and slant; Arabic ones among them keep to their own. */
const LATIN_STYLE = `
body { font: 1.0625rem/1.65 "Source Serif 4", "Charter", "Georgia", "Times New Roman", serif; }
[dir="rtl"] { font-family: "Noto Naskh Arabic", "Amiri", "Traditional Arabic", serif; line-height: 1.9; }
[dir="rtl"] em { font-style: normal; font-weight: 600; }
@media print { body { font-size: 11pt; } }
`

/** No Arabic letters slant, of whatever language. */
const SORANI_STYLE = `
em { font-style: normal; font-weight: 600; }
`

/** The look of an exported page, on screen and on paper; logical properties only, no font is fetched. */
export const htmlStyle = (language: DocumentLanguage): string => {
  if (directionIn(language) === 'ltr') return STYLE + LATIN_STYLE
  return language === 'ar' ? STYLE : STYLE + SORANI_STYLE
}
