import { useContext, type CSSProperties, type ReactNode } from 'react'
import type { ApiTextBlock, ApiTextRun } from '#core/protocol/api.ts'
import { itemMark } from '#core/schema/numbering.ts'
import { ShownAs, wayOf } from './shown-as.ts'
import css from './read.module.css'

export interface CleanTextProps {
  readonly blocks: readonly ApiTextBlock[]
  /** Draws the words of a block in another way. */
  readonly words?: Words
}

type Words = (block: ApiTextBlock) => ReactNode

const plainWords: Words = ({ runs }) => <Runs runs={runs} />

/**
 * The text as a book has it. It goes as its language is written; a block's own direction touches that block only. Items are
 * real list items, grouped in lists, with the numbers that the server counted.
 */
export function CleanText({ blocks, words = plainWords }: CleanTextProps) {
  const { language } = useContext(ShownAs)
  return (
    <div className={css['text']} {...wayOf(language)}>
      {groupItems(blocks).map((part) =>
        Array.isArray(part) ? (
          <List key={part[0].bid} items={part} words={words} />
        ) : (
          <Block key={part.bid} block={part} words={words} />
        ),
      )}
    </div>
  )
}

type Items = readonly [ApiTextBlock, ...ApiTextBlock[]]

/** Neighbouring list items together, everything else alone. */
export const groupItems = (
  blocks: readonly ApiTextBlock[],
): readonly (ApiTextBlock | [ApiTextBlock, ...ApiTextBlock[]])[] => {
  const parts: (ApiTextBlock | [ApiTextBlock, ...ApiTextBlock[]])[] = []
  for (const block of blocks) {
    const last = parts.at(-1)
    if (block.kind !== 'item') parts.push(block)
    else if (Array.isArray(last)) last.push(block)
    else parts.push([block])
  }
  return parts
}

function List({ items, words }: { readonly items: Items; readonly words: Words }) {
  const { digits } = useContext(ShownAs)
  return (
    <ul className={css['items']} role="list">
      {items.map((item) => (
        <li
          key={item.bid}
          data-bid={item.bid}
          className={css['item']}
          style={indentOf(item)}
          {...placementOf(item)}
          data-list={item.list ?? 'bullet'}
        >
          <span className={css['label']}>{itemMark(item.number, digits)}</span>
          <span className={css['words']}>{words(item)}</span>
        </li>
      ))}
    </ul>
  )
}

function Block({ block, words: draw }: { readonly block: ApiTextBlock; readonly words: Words }) {
  const words = block.runs.length === 0 && draw === plainWords ? <br /> : draw(block)
  const shared = { style: indentOf(block), 'data-bid': block.bid, ...placementOf(block) }
  switch (block.kind) {
    case 'heading':
      // The title of the document is the page's h1.
      if (block.level === 3) return <h4 {...shared}>{words}</h4>
      return block.level === 2 ? <h3 {...shared}>{words}</h3> : <h2 {...shared}>{words}</h2>
    case 'quote':
      return <blockquote {...shared}>{words}</blockquote>
    case 'paragraph':
    case 'item':
      return <p {...shared}>{words}</p>
  }
}

const indentOf = (block: ApiTextBlock): CSSProperties =>
  block.indent === 0 ? {} : { marginInlineStart: `${block.indent * 2}rem` }

const placementOf = (
  block: ApiTextBlock,
): { readonly dir?: 'rtl' | 'ltr'; readonly 'data-align'?: string } => ({
  ...(block.dir === null ? {} : { dir: block.dir }),
  ...(block.align === null ? {} : { 'data-align': block.align }),
})

/** Words with their emphasis and links. */
export function Runs({ runs }: { readonly runs: readonly ApiTextRun[] }) {
  return runs.map((run, index) => <Run key={index} run={run} />)
}

function Run({ run }: { readonly run: ApiTextRun }) {
  let words: ReactNode = run.text
  if (run.underline === true) words = <u>{words}</u>
  if (run.italic === true) words = <em>{words}</em>
  if (run.bold === true) words = <strong>{words}</strong>
  if (run.link === undefined) return words
  return (
    <a href={run.link} target="_blank" rel="noopener noreferrer nofollow">
      {words}
    </a>
  )
}
