import { useMessages } from '../locale-provider.tsx'

/** A moment as a certificate says it: date and time with the zone of the reader, for machines in UTC. */
export function Moment({ at }: { readonly at: number }) {
  const { locale } = useMessages()
  const format = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  })
  return <time dateTime={new Date(at).toISOString()}>{format.format(at)}</time>
}
