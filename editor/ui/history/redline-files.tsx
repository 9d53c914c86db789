import { Download } from 'lucide-react'
import { Button } from '../controls/button.tsx'
import { redlineQuery, REDLINE_FORMATS } from '../document/export-choice.ts'
import { useDownload } from '../document/use-download.ts'
import { useMessages } from '../locale-provider.tsx'
import css from './redline-files.module.css'

interface RedlineFilesProps {
  readonly document: string
  /** Addresses of the two moments. */
  readonly since: string
  readonly until: string
}

/** What differs between the two moments, as files [UI923]. */
export function RedlineFiles({ document, since, until }: RedlineFilesProps) {
  const { t } = useMessages()
  const { save } = useDownload(document)
  return (
    <div className={css['files']} role="group" aria-label={t('document.export.redline')}>
      {REDLINE_FORMATS.map((format) => (
        <Button
          key={format}
          kind="plain"
          icon={<Download size={16} aria-hidden />}
          disabled={since === until}
          onClick={() => {
            save(redlineQuery(format, { since, until, hasNames: false }))
          }}
        >
          {t(`document.export.redline.${format}`)}
        </Button>
      ))}
    </div>
  )
}
