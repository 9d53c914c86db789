import { FileDiff, MessageSquareText } from 'lucide-react'
import { useMessages } from '../locale-provider.tsx'
import css from './margin.module.css'

export interface MarginCountsProps {
  readonly suggestions: number
  readonly threads: number
}

/** How many there are of each kind, where there is no room for words. */
export function MarginCounts({ suggestions, threads }: MarginCountsProps) {
  const { number } = useMessages()
  if (threads === 0) return number(suggestions)
  if (suggestions === 0) return number(threads)
  return (
    <span className={css['counts']}>
      <FileDiff size={16} />
      {number(suggestions)}
      <MessageSquareText size={16} className="mirrored" />
      {number(threads)}
    </span>
  )
}
