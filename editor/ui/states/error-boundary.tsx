import { Component, type ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { StatePage } from './state-page.tsx'

interface Props {
  readonly children: ReactNode
}

/** Keeps a fault of ours from leaving an empty page. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override readonly state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const { t } = useMessages()
  return (
    <main style={{ paddingInline: 'var(--space-4)' }}>
      <StatePage title={t('error.page.broken.title')} lead={t('error.page.broken.lead')}>
        <Button
          kind="primary"
          onClick={() => {
            window.location.reload()
          }}
        >
          {t('error.page.reload')}
        </Button>
      </StatePage>
    </main>
  )
}
