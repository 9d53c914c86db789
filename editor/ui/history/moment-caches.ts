import type { ApiAuthors, ApiDiff, ApiVersionText } from '#core/protocol/api-history.ts'
import type { ApiClient } from '../../sync/api-client.ts'
import { createMomentCache, type MomentCache } from './moment-cache.ts'

/** What was fetched of one text's moments: none of it ever changes. The keys are addresses. */
export interface MomentCaches {
  readonly texts: MomentCache<ApiVersionText>
  readonly authors: MomentCache<ApiAuthors>
  /** By {@link diffKey}. */
  readonly diffs: MomentCache<ApiDiff>
}

export const diffKey = (from: string, to: string): string => `${from}..${to}`

export const createMomentCaches = ({ history }: ApiClient, document: string): MomentCaches => ({
  texts: createMomentCache((moment, signal) => history.text(document, moment, signal)),
  authors: createMomentCache((moment, signal) => history.authors(document, moment, signal)),
  diffs: createMomentCache((key, signal) => {
    const [from = '', to = ''] = key.split('..')
    return history.diff(document, from, to, signal)
  }),
})
