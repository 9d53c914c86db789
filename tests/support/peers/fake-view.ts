import type { EditorState, PluginView, Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

/** Enough of a view for plugins that use state, dispatch and update: no DOM, hence fast. */
export class FakeView {
  state: EditorState
  composing = false
  /** Every transaction that reached the view. */
  readonly seen: Transaction[] = []
  readonly dom = new EventTarget()
  private readonly views: PluginView[] = []

  constructor(state: EditorState) {
    this.state = state
    // A plugin's view asks for the real thing; what ours use of it is here.
    for (const plugin of state.plugins) {
      const view = plugin.spec.view?.(this as unknown as EditorView)
      if (view !== undefined) this.views.push(view)
    }
  }

  dispatch(transaction: Transaction): void {
    const before = this.state
    this.seen.push(transaction)
    this.state = before.applyTransaction(transaction).state
    for (const view of this.views) view.update?.(this as unknown as EditorView, before)
  }

  hasFocus(): boolean {
    return false
  }

  destroy(): void {
    for (const view of this.views) view.destroy?.()
  }
}
