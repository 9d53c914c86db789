import { fail } from '#core/util/result.ts'
import { writeExport } from './export/write-export.ts'
import { viewBlocks } from './export/view-blocks.ts'
import type { ExportFile, ImportFile, TemplateText } from './http/document-host.ts'
import type { MessageKey } from './http/messages.ts'
import type { ImportReader } from './import/import-reader.ts'
import type { ReadFailure } from './import/import-thread.ts'
import { isTemplateName, templateOf } from './import/templates.ts'

/** The readers and writers of files as the HTTP side knows them. */

const SENTENCES: { readonly [K in ReadFailure['reason']]: MessageKey } = {
  empty: 'empty-file',
  binary: 'binary-file',
  'too-large': 'file-too-large',
  'too-many-blocks': 'too-many-blocks',
  'too-complex': 'too-complex-file',
  'unknown-format': 'unsupported-format',
  'not-json': 'not-our-json',
  'not-our-json': 'not-our-json',
  'damaged-docx': 'damaged-word-file',
  protected: 'protected-word-file',
  macros: 'word-macros',
  'nested-archive': 'archive-inside',
  'old-word': 'old-word-file',
  stopped: 'unavailable',
}

export const importFile =
  (reader: ImportReader): ImportFile =>
  async (filename, bytes, as) => {
    const read = await reader.read(filename, bytes, as)
    return read.ok ? read : fail(SENTENCES[read.error.reason])
  }

export const exportFile: ExportFile = (format, view, head, { blocks }) =>
  writeExport(format, { ...head, blocks: viewBlocks(view, blocks) })

export const templateText: TemplateText = (name, language) =>
  isTemplateName(name) ? (templateOf(name).texts[language] ?? null) : null
