import { Users } from 'lucide-react'
import { memo } from 'react'
import { Avatar, memberColour } from '../controls/avatar.tsx'
import { Menu, MenuItem } from '../controls/menu.tsx'
import { Tip } from '../floating/tip.tsx'
import { useMessages } from '../locale-provider.tsx'
import { isolated } from '../messages/translator.ts'
import { Name } from '../name.tsx'
import type { Present } from './people.ts'
import { useMedia } from './use-media.ts'
import css from './people-bar.module.css'

const SHOWN = 4
/** A phone's bar has room for one disc: beside a second person the title would go. */
const NARROW = '(max-width: 40rem)'

export interface PeopleBarProps {
  readonly people: readonly Present[]
  readonly goTo: (person: Present) => void
}

/** Who else is here: a click goes to where they write [UI16]. Empty when nobody is, and takes no room. */
export const PeopleBar = memo(function PeopleBar({ people, goTo }: PeopleBarProps) {
  const { t, number } = useMessages()
  const narrow = useMedia(NARROW)
  const shown = narrow ? (people.length === 1 ? 1 : 0) : SHOWN
  const rest = people.slice(shown)
  if (people.length === 0) return null
  return (
    <ul className={css['people']} aria-label={t('document.people')}>
      {people.slice(0, shown).map((person) => (
        <li key={person.member}>
          <Tip label={person.name}>
            <button
              type="button"
              className={css['person']}
              style={{ outlineColor: memberColour(person.color) }}
              aria-label={t('document.people.goTo', { name: isolated(person.name) })}
              onClick={() => {
                goTo(person)
              }}
            >
              <Avatar name={person.name} color={person.color} />
            </button>
          </Tip>
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <Menu
            trigger={
              <button
                type="button"
                className={`${css['person'] ?? ''} ${css['more'] ?? ''}`}
                aria-label={t(shown === 0 ? 'document.people.count' : 'document.people.more', {
                  count: rest.length,
                })}
              >
                {shown === 0 && <Users size={16} aria-hidden />}
                <bdi dir="ltr">
                  {shown === 0 ? '' : '+'}
                  {number(rest.length)}
                </bdi>
              </button>
            }
          >
            {rest.map((person) => (
              <MenuItem
                key={person.member}
                icon={<Avatar name={person.name} color={person.color} />}
                onSelect={() => {
                  goTo(person)
                }}
              >
                <Name>{person.name}</Name>
              </MenuItem>
            ))}
          </Menu>
        </li>
      )}
    </ul>
  )
})
