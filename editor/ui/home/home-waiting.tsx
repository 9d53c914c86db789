import { useMessages } from '../locale-provider.tsx'
import css from './home-waiting.module.css'

const LINES = [0, 1, 2]

/** Where the texts will stand, while they are asked for: lines of the height of theirs, so that nothing moves when they come. */
export function HomeWaiting() {
  const { t } = useMessages()
  return (
    <div className={css['waiting']}>
      <p className="unseen" role="status">
        {t('app.loading')}
      </p>
      <div className={css['head']} aria-hidden>
        <span className={css['heading']} />
        <span className={css['act']} />
      </div>
      {LINES.map((line) => (
        <div key={line} className={css['line']} aria-hidden>
          <span className={css['title']} />
          <span className={css['facts']} />
        </div>
      ))}
    </div>
  )
}
