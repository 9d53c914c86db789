import { MessageSquarePlus } from 'lucide-react'
import { Tool } from './tool.tsx'

/** Comments on what is selected, or on the paragraph at the caret [UI610]. */
export function CommentTool({ comment }: { readonly comment: () => void }) {
  return (
    <Tool id="comment" run={comment}>
      <MessageSquarePlus size={18} aria-hidden className="mirrored" />
    </Tool>
  )
}
