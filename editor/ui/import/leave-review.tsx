import { Button } from '../controls/button.tsx'
import { Dialog, DialogActions } from '../controls/dialog.tsx'
import { useMessages } from '../locale-provider.tsx'

export interface LeaveReviewProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** Is the review on the device, to be gone on with later? */
  readonly isKept: boolean
  readonly postpone: () => void
  readonly throwAway: () => void
}

/** Asks what becomes of a review that is left before its end [UI963]. */
export function LeaveReview({ open, onOpenChange, isKept, postpone, throwAway }: LeaveReviewProps) {
  const { t } = useMessages()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('review.leave')}
      lead={t(isKept ? 'review.leave.kept' : 'review.leave.lead')}
    >
      <DialogActions>
        {isKept && (
          <Button kind="primary" autoFocus onClick={postpone}>
            {t('review.leave.later')}
          </Button>
        )}
        <Button kind="danger" onClick={throwAway}>
          {t('review.leave.confirm')}
        </Button>
        <Button
          kind="plain"
          onClick={() => {
            onOpenChange(false)
          }}
        >
          {t('app.cancel')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
