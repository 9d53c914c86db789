import { useEffect, useState } from 'react'
import { useMessages } from '../locale-provider.tsx'
import { importAgain } from '../routing/import-again.ts'
import css from './qr-code.module.css'

/** Empty modules around the code, as its standard asks: without them many cameras do not find it. */
const QUIET = 4

/** The dark modules as one path, a unit square each. */
const pathOf = (rows: readonly (readonly boolean[])[]): string =>
  rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')

/**
 * A link for the camera of another device [UI322]. Dark on light in every scheme: not every reader takes an inverted
 * code. Drawn here, nothing is asked of anybody; what draws it is fetched only when one is shown, and its place is
 * kept free meanwhile.
 */
export function QrCode({ value }: { readonly value: string }) {
  const { t } = useMessages()
  const [drawn, setDrawn] = useState<{ readonly path: string; readonly size: number } | null>(null)
  useEffect(() => {
    let current = true
    void importAgain(() => import('uqr')).then(
      ({ encode }) => {
        const { data, size } = encode(value, { ecc: 'M', border: QUIET })
        if (current) setDrawn({ path: pathOf(data), size })
      },
      // Without a network there is no code; the link itself stands beside it.
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [value])
  return (
    <div className={css['place']}>
      {drawn !== null && (
        <svg
          className={css['code']}
          viewBox={`0 0 ${drawn.size} ${drawn.size}`}
          role="img"
          aria-label={t('link.qr.label')}
          shapeRendering="crispEdges"
        >
          <path d={drawn.path} />
        </svg>
      )}
    </div>
  )
}
