import { useCallback, useEffect, useMemo, useState } from 'react'
import { PROPOSAL_KINDS, type ProposalKind } from '#core/text/proposals/proposal.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { checkAccess, type Corrected } from '../../extensions/text-check/check-access.ts'
import type { Finding } from '../../extensions/text-check/finding.ts'
import { useShortcuts } from '../document/use-shortcuts.ts'
import { ignoring, isIgnored, keepIgnored, readIgnored } from './ignored.ts'

export interface CheckGroup {
  readonly kind: ProposalKind
  readonly findings: readonly Finding[]
}

export interface TextCheck {
  /** False until the whole text was read once. */
  readonly isRead: boolean
  /** Remarks by kind, each kind in text order; kinds without any are left out. */
  readonly groups: readonly CheckGroup[]
  readonly count: number
  /** From 1; 0 when none is looked at. */
  readonly place: number
  readonly current: string | null
  readonly goTo: (key: string) => void
  readonly step: (by: 1 | -1) => void
  readonly apply: (findings: readonly Finding[]) => Corrected
  readonly ignore: (finding: Finding, what: 'one' | 'word') => void
  /** How many of the present remarks are ignored. */
  readonly ignored: number
  readonly forgetIgnored: () => void
}

const NONE: readonly Finding[] = []

/**
 * What is found in a text while its check is open, and what can be done about it.
 *
 * @param under how many pixels of the foot of the window the check covers; the same function every time.
 */
export const useTextCheck = (
  document: DocumentEditor,
  documentId: string,
  under: () => number,
): TextCheck => {
  const check = document.checkBy(checkAccess)
  const [found, setFound] = useState<readonly Finding[] | null>(null)
  const [ignored, setIgnored] = useState(() => readIgnored(documentId))
  /** The remark that is looked at, and its place in the list: what comes there when it is gone is looked at next. */
  const [looked, setLooked] = useState<{ readonly key: string; readonly at: number } | null>(null)
  useEffect(() => check.watch(setFound), [check])

  const all = found ?? NONE
  const groups = useMemo(
    () =>
      PROPOSAL_KINDS.map((kind) => ({
        kind,
        findings: all.filter((one) => one.kind === kind && !isIgnored(one, ignored)),
      })).filter(({ findings }) => findings.length > 0),
    [all, ignored],
  )
  const list = useMemo(() => groups.flatMap(({ findings }) => findings), [groups])
  const at = useMemo(() => {
    if (looked === null || list.length === 0) return -1
    const same = list.findIndex(({ key }) => key === looked.key)
    return same >= 0 ? same : Math.min(looked.at, list.length - 1)
  }, [list, looked])
  const current = list[at]?.key ?? null
  useEffect(() => {
    check.draw(list, current)
  }, [check, current, list])
  useEffect(() => {
    if (current !== null) check.show(current, under())
  }, [check, current, under])

  const look = (index: number): void => {
    const one = list[index]
    if (one === undefined) return
    setLooked({ key: one.key, at: index })
    check.show(one.key, under())
  }
  const step = (by: 1 | -1): void => {
    if (at < 0) look(by === 1 ? 0 : list.length - 1)
    else look((at + by + list.length) % list.length)
  }
  useShortcuts({
    acts: {
      nextFinding: () => {
        step(1)
      },
      previousFinding: () => {
        step(-1)
      },
    },
    repeating: ['nextFinding', 'previousFinding'],
  })
  const keep = useCallback(
    (next: ReadonlySet<string>) => {
      setIgnored(next)
      keepIgnored(documentId, next)
    },
    [documentId],
  )
  return {
    isRead: found !== null,
    groups,
    count: list.length,
    place: at + 1,
    current,
    goTo: (key) => {
      look(list.findIndex((one) => one.key === key))
    },
    step,
    apply: (findings) => check.apply(new Set(findings.map(({ key }) => key))),
    ignore: (finding, what) => {
      keep(new Set([...ignored, ignoring(finding, what)]))
    },
    ignored: all.filter((one) => isIgnored(one, ignored)).length,
    forgetIgnored: () => {
      keep(new Set())
    },
  }
}
