import type { ApiImportWarning } from '#core/protocol/api.ts'
import type { MessageKey } from '../messages/catalogue.ts'
import type { Translator } from '../messages/translator.ts'

export const IMPORTABLE = ['docx', 'txt', 'md', 'html', 'htm', 'json'] as const

/** Of a file, in bytes: the server's limit. */
const LARGEST = 10 * 1024 * 1024

/** Why a file is not even sent; null when it may be. */
export const unfitFile = (file: { readonly name: string; readonly size: number }): MessageKey | null => {
  const ending = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase()
  if (ending === 'pdf') return 'import.pdf'
  if (!IMPORTABLE.some((one) => one === ending)) return 'import.unsupported'
  if (file.size === 0) return 'import.empty'
  return file.size > LARGEST ? 'import.too-large' : null
}

/** «الرسالة الختامية.txt» becomes «الرسالة الختامية». */
export const fileTitle = (name: string): string => name.replace(/\.[^.]+$/, '').trim() || name

/** Warnings that are told without their count: once or a hundred times, it is the same thing to look at. */
const PLAIN = [
  'renumbered',
  'nested-too-deep',
  'link',
  'table',
  'formatting',
  'code',
  'encoding',
  'damaged-characters',
  'invisible-controls',
  'suggestions',
  'unknown-content',
  'image',
  'embedded',
  'form',
  'script',
  'deleted-text',
  'looks-like-damaged-pdf',
  'footnote',
  'text-box',
  'header-footer',
  'heading-number',
  'long-comment',
] as const

const COUNTED = ['lines-joined', 'too-many-comments', 'changes-accepted', 'comments-left-out'] as const

/** A warning of the server in the reader's language; one that this page does not know is shown as it came. */
export const warningText = (
  { t }: Translator,
  { code, count = 0, detail = '' }: ApiImportWarning,
): string => {
  const counted = COUNTED.find((known) => known === code)
  if (counted !== undefined) return t(`import.warning.${counted}`, { count })
  if (code === 'author') return t('import.warning.author', { count, name: detail })
  const plain = PLAIN.find((known) => known === code)
  if (plain !== undefined) return t(`import.warning.${plain}`, { detail })
  return t('import.warning.other', { count, detail: detail === '' ? code : detail })
}
