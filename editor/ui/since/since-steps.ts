import type {
  ApiBlockChange,
  ApiSince,
  ApiStageChange,
  ApiSuggestionDecided,
  ApiThreadNews,
} from '#core/protocol/api-since.ts'

/** One stop on the way through what changed. */
export type SinceStep =
  | { readonly kind: 'stage'; readonly change: ApiStageChange }
  /** All decisions are one stop: what they did to the text is told block by block. */
  | { readonly kind: 'decided'; readonly decided: readonly ApiSuggestionDecided[] }
  | { readonly kind: 'block'; readonly change: ApiBlockChange }
  | { readonly kind: 'thread'; readonly news: ApiThreadNews }

/** The way through what changed [UI620]: what holds for all first, then the text from its beginning, then who said what. */
export const sinceSteps = ({ stages, decided, blocks, threads }: ApiSince): readonly SinceStep[] => [
  ...stages.map((change): SinceStep => ({ kind: 'stage', change })),
  ...(decided.length > 0 ? [{ kind: 'decided', decided } as const] : []),
  ...blocks.map((change): SinceStep => ({ kind: 'block', change })),
  ...threads.map((news): SinceStep => ({ kind: 'thread', news })),
]

/** How much it is, in the two numbers that the bar tells; a discussion without a new comment counts as a change. */
export const sinceCounts = (
  since: ApiSince,
): { readonly changes: number; readonly comments: number; readonly mentions: number } => ({
  changes: sinceSteps(since).filter((step) => step.kind !== 'thread' || step.news.comments.length === 0)
    .length,
  comments: since.threads.reduce((count, { comments }) => count + comments.length, 0),
  mentions: since.threads.filter(({ mentionsMe }) => mentionsMe).length,
})
