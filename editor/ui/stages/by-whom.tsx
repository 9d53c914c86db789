import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'

export interface ByWhomProps {
  readonly sentence: 'stages.set' | 'locks.by'
  readonly name: string
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number
  readonly reason: string | null
}

/** Who decided something, when and why; that no reason was given is said too. */
export function ByWhom({ sentence, name, at, reason }: ByWhomProps) {
  const { t, parts, dateTime } = useMessages()
  return (
    <>
      {parts(sentence, {
        name: <Name key="name">{name}</Name>,
        when: (
          <time key="when" dateTime={new Date(at).toISOString()}>
            {dateTime(at)}
          </time>
        ),
      })}{' '}
      {reason === null ? (
        t('stages.noWhy')
      ) : (
        <>{parts('stages.why', { reason: <bdi key="reason">{reason}</bdi> })}</>
      )}
    </>
  )
}
