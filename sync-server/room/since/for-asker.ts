import type { ApiBlockChange, ApiSince } from '#core/protocol/api-since.ts'
import type { BlockNews } from './block-news.ts'
import type { Summary } from './summary.ts'
import { threadNewsFor } from './thread-news.ts'

/** So many blocks are told, and so many characters of them: what a page can hold and a person read. */
const MAX_BLOCKS = 1_000
const MAX_CHARACTERS = 1_000_000

/** A summary as one member hears it: what they did themselves is left out [DOC504]. */
export const summaryFor = (
  { blocks, decided, stages, threads }: Summary,
  asker: string,
): Pick<ApiSince, 'blocks' | 'isCut' | 'decided' | 'stages' | 'threads'> => {
  const news = blocks.filter((block) => isNewsTo(asker, block)).map(toApi)
  const told = fitting(news)
  return {
    blocks: told,
    isCut: told.length < news.length,
    decided: decided.filter(({ by }) => by !== asker),
    stages: stages.filter(({ by }) => by !== asker),
    threads: threadNewsFor(threads, asker),
  }
}

/** A block that nobody in particular changed is told to everybody. */
const isNewsTo = (asker: string, { acts }: BlockNews): boolean => {
  const known = acts.filter(({ by }) => by !== null)
  return known.length === 0 || known.some(({ by }) => by !== asker)
}

const toApi = ({ acts, ...block }: BlockNews): ApiBlockChange => ({
  ...block,
  by: acts.flatMap(({ by }) => by ?? []),
  at: acts[acts.length - 1]?.at ?? 0,
})

const fitting = (blocks: readonly ApiBlockChange[]): readonly ApiBlockChange[] => {
  let characters = 0
  const end = blocks.findIndex(({ pieces }, index) => {
    for (const { text } of pieces) characters += text.length
    return index >= MAX_BLOCKS || characters > MAX_CHARACTERS
  })
  return end < 0 ? blocks : blocks.slice(0, end)
}
