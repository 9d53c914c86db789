import css from './hash-groups.module.css'

/** A SHA-256 as people compare it with paper: eight by eight, left to right; copied it is one word. */
export function HashGroups({ hash }: { readonly hash: string }) {
  return (
    <code className={css['hash']} dir="ltr">
      {(hash.match(/.{1,8}/gu) ?? []).map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </code>
  )
}
