import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useCallback, useEffect, useRef } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { shortcutTextOf } from '../../extensions/keys/shortcuts.ts'
import type { Finding } from '../../extensions/text-check/finding.ts'
import { Button } from '../controls/button.tsx'
import { useNotices } from '../controls/notices.tsx'
import { isMac } from '../document/platform.ts'
import { useMessages } from '../locale-provider.tsx'
import { CheckGroupList } from './check-group.tsx'
import { CheckFoot } from './check-foot.tsx'
import type { Checking } from './use-checking.ts'
import type { Spelling } from './use-spelling.ts'
import { useTextCheck } from './use-text-check.ts'
import css from './text-check.module.css'

export interface TextCheckPanelProps {
  readonly document: DocumentEditor
  readonly documentId: string
  readonly checking: Checking
  readonly spelling: Spelling
}

const ICON = { size: 18, 'aria-hidden': true } as const

/** What the text might better say, by kind, each with what can be done about it [UI770]. */
export function TextCheckPanel({ document, documentId, checking, spelling }: TextCheckPanelProps) {
  const { t } = useMessages()
  const notices = useNotices()
  const panel = useRef<HTMLElement>(null)
  const under = useCallback(() => {
    const box = panel.current?.getBoundingClientRect()
    // Over the whole width it lies below the text; else beside it.
    return box === undefined || box.width < window.document.documentElement.clientWidth
      ? 0
      : window.innerHeight - box.top
  }, [])
  const check = useTextCheck(document, documentId, under)
  const { isRead, groups, count, place, step } = check
  const title = useRef<HTMLHeadingElement>(null)
  /** The focus goes to the remark that takes the place of the one that was dealt with. */
  const follows = useRef(false)
  useEffect(() => {
    title.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    if (!follows.current) return
    follows.current = false
    const next =
      panel.current?.querySelector<HTMLElement>('[data-current=true] [data-act]') ??
      panel.current?.querySelector<HTMLElement>('[data-current=true] button')
    ;(next ?? title.current)?.focus({ preventScroll: true })
  }, [count, check.current])

  const say = (findings: readonly Finding[]): void => {
    const { done, locked } = check.apply(findings)
    follows.current = done > 0
    const left = locked === 0 ? '' : `. ${t('locks.foundLeft', { count: locked })}`
    if (done + locked === 0) notices.warn(t('textCheck.gone'))
    else if (findings.length > 1) notices.say(t('textCheck.done', { count: done }) + left)
  }
  const close = (): void => {
    checking.close()
    document.focus()
  }
  return (
    <section
      ref={panel}
      className={css['panel']}
      aria-label={t('textCheck.title')}
      data-beside="start"
      data-testid="text-check"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        event.stopPropagation()
        close()
      }}
    >
      <header className={css['head']}>
        <h2 ref={title} className={css['title']} tabIndex={-1}>
          {t('textCheck.title')}
        </h2>
        <span className={css['count']} role="status">
          {!isRead
            ? t('textCheck.reading')
            : place > 0
              ? t('textCheck.place', { current: place, count })
              : t('textCheck.count', { count })}
        </span>
        <Button
          kind="plain"
          icon={<ChevronUp {...ICON} />}
          aria-label={t('document.command.previousFinding')}
          title={shortcutTextOf('previousFinding', isMac()) ?? ''}
          disabled={count === 0}
          onClick={() => {
            step(-1)
          }}
        />
        <Button
          kind="plain"
          icon={<ChevronDown {...ICON} />}
          aria-label={t('document.command.nextFinding')}
          title={shortcutTextOf('nextFinding', isMac()) ?? ''}
          disabled={count === 0}
          onClick={() => {
            step(1)
          }}
        />
        <Button kind="plain" icon={<X {...ICON} />} aria-label={t('app.close')} onClick={close} />
      </header>
      <div className={css['scroll']}>
        {isRead && count === 0 && <p className={css['none']}>{t('textCheck.none')}</p>}
        {groups.map((group) => (
          <CheckGroupList
            key={group.kind}
            group={group}
            current={check.current}
            goTo={check.goTo}
            apply={say}
            ignore={(finding, what) => {
              follows.current = true
              check.ignore(finding, what)
            }}
          />
        ))}
        <CheckFoot
          document={document}
          asked={checking.shown === null || checking.shown === 'look' ? null : checking.shown}
          spelling={spelling}
          ignored={check.ignored}
          forgetIgnored={check.forgetIgnored}
        />
      </div>
    </section>
  )
}
