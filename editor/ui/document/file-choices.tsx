import { Download } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import type { ExportChoice } from './export-choice.ts'
import css from './export-dialog.module.css'

interface FileChoicesProps {
  readonly title: string
  readonly choices: readonly ExportChoice[]
  readonly take: (choice: ExportChoice) => void
  /** What is chosen before a file is. */
  readonly children?: ReactNode
}

/** Kinds of files to choose from, under what they have in common. */
export function FileChoices({ title, choices, take, children }: FileChoicesProps) {
  const { t } = useMessages()
  const id = useId()
  return (
    <section className={css['kinds']} aria-labelledby={id}>
      <h3 id={id} className={css['title']}>
        {title}
      </h3>
      {children}
      <ul className={css['choices']}>
        {choices.map((choice) => (
          <li key={choice}>
            <Button
              icon={<Download size={16} aria-hidden />}
              onClick={() => {
                take(choice)
              }}
            >
              {t(`document.menu.export.${choice}`)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
