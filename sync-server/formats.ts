import { fail } from '#core/util/result.ts'
import type { ExportFile, ImportFile, TemplateText } from './http/document-host.ts'

export const importFile: ImportFile = () => Promise.resolve(fail('unsupported-format'))

export const exportFile: ExportFile = (_format, _view, _title, text) => ({
  contentType: 'text/plain; charset=utf-8',
  body: text.blocks.map(({ runs }) => runs.map((run) => run.text).join('')).join('\n'),
})

export const templateText: TemplateText = () => null
