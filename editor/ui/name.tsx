/**
 * A name that people chose (a member, a group, a file), isolated so that its direction never disturbs the sentence
 * around it [UI41]. Not for use inside the drafted text, where an isolate would break words.
 */
export function Name({ children }: { readonly children: string }) {
  return <bdi>{children}</bdi>
}
