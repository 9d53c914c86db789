import type { ApiMember } from '#core/protocol/api.ts'
import { Avatar } from '../controls/avatar.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import css from './here-people.module.css'

const SHOWN = 3

/** Who has a text open, as discs; their names are spoken, and stand where the pointer rests [UI880]. */
export function HerePeople({ people }: { readonly people: readonly ApiMember[] }) {
  const { t, number } = useMessages()
  if (people.length === 0) return null
  const discs = people.length > SHOWN ? people.slice(0, SHOWN - 1) : people
  const rest = people.length - discs.length
  return (
    <div className={css['here']} data-testid="row-here">
      <span className="unseen">{t('home.here')}</span>
      <ul className="unseen">
        {people.map(({ id, name }) => (
          <li key={id}>
            <Name>{name}</Name>
          </li>
        ))}
      </ul>
      <span className={css['discs']} aria-hidden>
        {discs.map(({ id, name, color }) => (
          <span key={id} className={css['disc']}>
            <Avatar name={name} color={color} />
          </span>
        ))}
        {rest > 0 && (
          <bdi dir="ltr" className={css['rest']}>
            {`+${number(rest)}`}
          </bdi>
        )}
      </span>
      <ul className={css['names']} aria-hidden>
        {people.map(({ id, name }) => (
          <li key={id}>
            <Name>{name}</Name>
          </li>
        ))}
      </ul>
    </div>
  )
}
