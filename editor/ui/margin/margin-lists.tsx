import { Tabs } from 'radix-ui'
import type { ReactNode } from 'react'
import { useMessages } from '../locale-provider.tsx'
import css from './margin.module.css'

export const MARGIN_LISTS = ['suggestions', 'threads'] as const
export type MarginListName = (typeof MARGIN_LISTS)[number]

export interface MarginListsProps {
  readonly shown: MarginListName
  readonly show: (list: MarginListName) => void
  readonly counts: Readonly<Record<MarginListName, number>>
  readonly suggestions: ReactNode
  readonly threads: ReactNode
}

/** The list of all suggestions and the list of all discussions, one of them shown. */
export function MarginLists({ shown, show, counts, suggestions, threads }: MarginListsProps) {
  const { t, number } = useMessages()
  const lists = { suggestions, threads }
  return (
    <Tabs.Root
      className={css['lists']}
      value={shown}
      onValueChange={(value) => {
        const next = MARGIN_LISTS.find((list) => list === value)
        if (next !== undefined) show(next)
      }}
    >
      <Tabs.List className={css['tabs']} aria-label={t('threads.list')}>
        {MARGIN_LISTS.map((list) => (
          <Tabs.Trigger key={list} value={list} className={css['tab']}>
            {t(`${list}.title`)}
            <span className={css['tabCount']}>{number(counts[list])}</span>
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {MARGIN_LISTS.map((list) => (
        <Tabs.Content key={list} value={list} tabIndex={-1}>
          {lists[list]}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}
