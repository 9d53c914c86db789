import { Fragment, Slice } from 'prosemirror-model'
import { afterEach, describe, expect, it } from 'vitest'
import type { Doc } from 'yjs'
import { encodeDocument } from '#core/schema/content.ts'
import { schema } from '#core/schema/schema.ts'
import { contentOf } from '#core/shared-doc/elements.ts'
import { decideSuggestions } from '#core/shared-doc/decide-suggestions.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { readDocument } from '#core/shared-doc/whole-text.ts'
import { blocksToElements, elementsToBlocks } from '#core/suggestions/element.ts'
import { projectAccepted, projectOriginal } from '#core/suggestions/project.ts'
import { suggestionsOn } from '#core/suggestions/suggestion.ts'
import { moveBlocks } from '../../../editor/extensions/binding/move-blocks.ts'
import { block, copyOf, document, seeded, settle } from '../../support/peers/peer.ts'
import { openWriter, type Writer } from '../../support/peers/suggester.ts'

const ONE = 'The quick brown fox jumps.'
const TWO = 'Second paragraph here.'
const THREE = 'نص عربي للتجربة.'

type Name = 'a' | 'b' | 'c'
type Room = Readonly<Record<Name, Writer>> & {
  readonly sync: () => void
  readonly decide: (verdict: 'accept' | 'reject') => void
}

interface Case {
  readonly name: string
  /** Who writes directly; everybody else suggests. */
  readonly direct?: readonly Name[]
  readonly act: (room: Room) => void
  /** The text with everything accepted: one of these. */
  readonly accepted?: readonly string[]
  /** The text with everything rejected; as it was unless said. */
  readonly original?: string
  /** Whose suggestions stand at the end. */
  readonly authors?: string
}

const show = (doc: Doc, project: typeof projectAccepted): string =>
  elementsToBlocks(project(blocksToElements(encodeDocument(readDocument(schema, doc)))))
    .map(({ attrs, runs }) => {
      const kind = `${attrs.kind === 'heading' ? '#' : ''}${attrs.list === null ? '' : '*'}`
      const text = runs.map((run) => (run.formats.has('bold') ? `<${run.text}>` : run.text)).join('')
      return kind + text.replaceAll('\n', '/')
    })
    .join('|')

const marked = (doc: Doc): string =>
  readDocument(schema, doc).textBetween(0, readDocument(schema, doc).content.size, '|')

const authorsOf = (doc: Doc): string => {
  const authors = new Set<string>()
  for (const { formats } of blocksToElements(encodeDocument(readDocument(schema, doc))))
    for (const { by } of suggestionsOn(formats)) authors.add(by)
  return [...authors].sort().join('')
}

const text = (one = ONE, two = TWO, three = THREE): string => [one, two, three].join('|')

const setBlock = (writer: Writer, attrs: Record<string, unknown>): void => {
  writer.change((tr) => {
    for (const [name, value] of Object.entries(attrs))
      tr.setNodeAttribute(tr.selection.$from.before(1), name, value)
  })
}

const bold = (writer: Writer): void => {
  writer.change((tr) => tr.addMark(tr.selection.from, tr.selection.to, schema.mark('bold')))
}

const paste = (writer: Writer, ...texts: string[]): void => {
  writer.change((tr) => tr.replaceSelection(new Slice(Fragment.from(texts.map((one) => block(one))), 1, 1)))
}

const deleteBlock = (writer: Writer, index: number): void => {
  writer.change((tr) => {
    let start = 0
    for (let k = 0; k < index; k++) start += tr.doc.child(k).nodeSize
    tr.delete(start, start + tr.doc.child(index).nodeSize)
  })
}

const CASES: readonly Case[] = [
  {
    name: 'insert',
    act: ({ a }) => {
      a.caret('brown')
      a.type('very ')
    },
    accepted: [text('The quick very brown fox jumps.')],
  },
  {
    name: 'delete a selection',
    act: ({ a }) => {
      a.select('brown ')
      a.backspace()
    },
    accepted: [text('The quick fox jumps.')],
  },
  {
    name: 'replace',
    act: ({ a }) => {
      a.select('brown')
      a.type('red')
    },
    accepted: [text('The quick red fox jumps.')],
  },
  {
    name: 'backspace three times',
    act: ({ a }) => {
      a.caret('brown', 5)
      a.backspace()
      a.backspace()
      a.backspace()
    },
    accepted: [text('The quick br fox jumps.')],
  },
  {
    name: 'delete forwards three times',
    act: ({ a }) => {
      a.caret('brown')
      a.forwardDelete()
      a.forwardDelete()
      a.forwardDelete()
    },
    accepted: [text('The quick wn fox jumps.')],
  },
  {
    name: 'type inside another’s insertion',
    act: ({ a, b, sync }) => {
      a.caret('brown')
      a.type('aaaa ')
      sync()
      b.caret('aaaa', 2)
      b.type('BB')
    },
    accepted: [text('The quick aaBBaa brown fox jumps.')],
    authors: 'AB',
  },
  {
    name: 'delete in one’s own insertion',
    act: ({ a }) => {
      a.caret('brown')
      a.type('abcd ')
      a.caret('cd ')
      a.backspace()
    },
    accepted: [text('The quick acd brown fox jumps.')],
  },
  {
    name: 'delete in another’s insertion',
    act: ({ a, b, sync }) => {
      a.caret('brown')
      a.type('abcd ')
      sync()
      b.select('bc')
      b.backspace()
    },
    accepted: [text('The quick ad brown fox jumps.')],
    authors: 'AB',
  },
  {
    name: 'delete across blocks',
    act: ({ a }) => {
      a.select('fox jumps.', 'Second ')
      a.backspace()
    },
    accepted: [`The quick brown paragraph here.|${THREE}`],
  },
  {
    name: 'delete over three blocks',
    act: ({ a }) => {
      a.select('fox jumps.', 'نص ')
      a.backspace()
    },
    accepted: ['The quick brown عربي للتجربة.'],
  },
  {
    name: 'join',
    act: ({ a }) => {
      a.caret('Second')
      a.backspace()
    },
    accepted: [`${ONE}${TWO}|${THREE}`],
  },
  {
    name: 'join forwards',
    act: ({ a }) => {
      a.caret('jumps.', 6)
      a.forwardDelete()
    },
    accepted: [`${ONE}${TWO}|${THREE}`],
  },
  {
    name: 'Enter in the middle',
    act: ({ a }) => {
      a.caret('brown')
      a.enter()
    },
    accepted: [`The quick |brown fox jumps.|${TWO}|${THREE}`],
  },
  {
    name: 'Enter at the end, and on',
    act: ({ a }) => {
      a.caret('jumps.', 6)
      a.enter()
      a.type('New par')
    },
    accepted: [`${ONE}|New par|${TWO}|${THREE}`],
  },
  {
    name: 'Enter at the start',
    act: ({ a }) => {
      a.caret('Second')
      a.enter()
    },
    accepted: [`${ONE}||${TWO}|${THREE}`],
  },
  {
    name: 'Enter in a word, and on',
    act: ({ a }) => {
      a.caret('brown', 2)
      a.enter()
      a.type('x')
    },
    accepted: [`The quick br|xown fox jumps.|${TWO}|${THREE}`],
  },
  {
    name: 'bold',
    act: ({ a }) => {
      a.select('brown')
      bold(a)
    },
    accepted: [text('The quick <brown> fox jumps.')],
  },
  {
    name: 'heading',
    act: ({ a }) => {
      a.caret('Second')
      setBlock(a, { kind: 'heading', level: 2 })
    },
    accepted: [text(ONE, `#${TWO}`)],
  },
  {
    name: 'list',
    act: ({ a }) => {
      a.caret('Second')
      setBlock(a, { kind: 'item', list: 'bullet' })
    },
    accepted: [text(ONE, `*${TWO}`)],
  },
  {
    name: 'paste three paragraphs at the end',
    act: ({ a }) => {
      a.caret('jumps.', 6)
      paste(a, 'one', 'two', 'three')
    },
    accepted: [`${ONE}one|two|three|${TWO}|${THREE}`],
  },
  {
    name: 'paste two paragraphs in the middle',
    act: ({ a }) => {
      a.caret('brown')
      paste(a, 'one', 'two')
    },
    accepted: [`The quick one|twobrown fox jumps.|${TWO}|${THREE}`],
  },
  {
    name: 'undo an insertion',
    act: ({ a }) => {
      a.caret('brown')
      a.type('very ')
      a.peer.undoManager.undo()
    },
    accepted: [text()],
    authors: '',
  },
  {
    name: 'undo and redo a deletion',
    act: ({ a }) => {
      a.select('brown ')
      a.backspace()
      a.peer.undoManager.undo()
      a.peer.undoManager.redo()
    },
    accepted: [text('The quick fox jumps.')],
  },
  {
    name: 'a direct edit elsewhere stays direct',
    direct: ['b'],
    act: ({ b, sync }) => {
      b.caret('brown')
      b.type('DIRECT ')
      sync()
    },
    accepted: [text('The quick DIRECT brown fox jumps.')],
    original: text('The quick DIRECT brown fox jumps.'),
    authors: '',
  },
  {
    name: 'a direct edit while its place is proposed for deletion',
    direct: ['b'],
    act: ({ a, b }) => {
      a.select('brown fox')
      a.backspace()
      b.caret('wn fox')
      b.type('X')
    },
    original: text('The quick broXwn fox jumps.'),
  },
  {
    name: 'typing while its place is proposed for deletion',
    act: ({ a, b }) => {
      a.select('brown fox')
      a.backspace()
      b.caret('wn fox')
      b.type('X')
    },
    accepted: [text('The quick X jumps.')],
    authors: 'AB',
  },
  {
    name: 'overlapping deletions',
    act: ({ a, b }) => {
      a.select('quick brown')
      a.backspace()
      b.select('brown fox')
      b.backspace()
    },
    accepted: [text('The  jumps.')],
    authors: 'AB',
  },
  {
    name: 'two insertions at one place',
    act: ({ a, b }) => {
      a.caret('brown')
      a.type('aa ')
      b.caret('brown')
      b.type('bb ')
    },
    accepted: [text('The quick aa bb brown fox jumps.'), text('The quick bb aa brown fox jumps.')],
    authors: 'AB',
  },
  {
    name: 'split against typing behind it',
    act: ({ a, b }) => {
      a.caret('brown')
      a.enter()
      b.caret('jumps')
      b.type('BB ')
    },
    accepted: [`The quick |brown fox BB jumps.|${TWO}|${THREE}`],
  },
  {
    name: 'heading against typing in it',
    act: ({ a, b }) => {
      a.caret('Second')
      setBlock(a, { kind: 'heading', level: 2 })
      b.caret('here')
      b.type('BB ')
    },
    accepted: [text(ONE, '#Second paragraph BB here.')],
  },
  {
    name: 'accept while somebody types inside',
    act: ({ c, b, sync, decide }) => {
      c.caret('brown')
      c.type('ccccccc ')
      sync()
      decide('accept')
      b.caret('cccc', 3)
      b.type('B')
    },
    accepted: [text('The quick cccBcccc brown fox jumps.')],
    original: text('The quick ccccccc brown fox jumps.'),
  },
  {
    name: 'reject while somebody types inside',
    act: ({ c, b, sync, decide }) => {
      c.caret('brown')
      c.type('ccccccc ')
      sync()
      decide('reject')
      b.caret('cccc', 3)
      b.type('B')
    },
    accepted: [text('The quick Bbrown fox jumps.')],
  },
  {
    name: 'offline work of three',
    act: ({ a, b, c }) => {
      a.caret('quick')
      a.type('aa ')
      a.select('Second ')
      a.backspace()
      b.caret('jumps')
      b.type('bb ')
      b.caret('here.', 5)
      b.enter()
      b.type('B par')
      c.caret('عربي')
      c.type('جديد ')
      c.select('fox')
      c.backspace()
    },
    accepted: ['The aa quick brown  bb jumps.|paragraph here.|B par|نص جديد عربي للتجربة.'],
    authors: 'ABC',
  },
  {
    name: 'delete all of a paragraph’s text',
    act: ({ a }) => {
      a.select(TWO)
      a.backspace()
    },
    accepted: [`${ONE}||${THREE}`],
  },
  {
    name: 'replace another’s insertion',
    act: ({ a, b, sync }) => {
      a.caret('brown')
      a.type('red ')
      sync()
      b.select('red')
      b.type('blue')
    },
    accepted: [text('The quick blue brown fox jumps.')],
    authors: 'AB',
  },
  {
    name: 'line break',
    act: ({ a }) => {
      a.caret('brown')
      a.type('\n')
    },
    accepted: [text('The quick /brown fox jumps.')],
  },
  {
    name: 'direct heading against typing',
    direct: ['a', 'b'],
    act: ({ a, b }) => {
      a.caret('Second')
      setBlock(a, { kind: 'heading', level: 2 })
      b.caret('here')
      b.type('BB ')
    },
    accepted: [text(ONE, '#Second paragraph BB here.')],
    original: text(ONE, '#Second paragraph BB here.'),
  },
  {
    name: 'direct split against typing',
    direct: ['a', 'b'],
    act: ({ a, b }) => {
      a.caret('brown')
      a.enter()
      b.caret('jumps')
      b.type('BB ')
    },
    accepted: [`The quick |brown fox BB jumps.|${TWO}|${THREE}`],
    original: `The quick |brown fox BB jumps.|${TWO}|${THREE}`,
  },
  {
    name: 'a block proposed for deletion while somebody types in it',
    act: ({ a, b }) => {
      deleteBlock(a, 1)
      b.caret('here')
      b.type('BB ')
    },
    accepted: [`${ONE}|BB |${THREE}`],
  },
  {
    name: 'join against typing',
    act: ({ a, b }) => {
      a.caret('Second')
      a.backspace()
      b.caret('here')
      b.type('BB ')
    },
    accepted: [`${ONE}Second paragraph BB here.|${THREE}`],
  },
  {
    name: 'two joins',
    act: ({ a, b }) => {
      a.caret('Second')
      a.backspace()
      b.caret('نص')
      b.backspace()
    },
    accepted: [`${ONE}${TWO}${THREE}`],
    authors: 'AB',
  },
  {
    name: 'two retypes',
    act: ({ a, b }) => {
      a.caret('Second')
      setBlock(a, { kind: 'heading', level: 2 })
      b.caret('Second')
      setBlock(b, { list: 'bullet' })
    },
    accepted: [text(ONE, `#*${TWO}`)],
    authors: 'AB',
  },
  {
    name: 'two splits at one place',
    act: ({ a, b }) => {
      a.caret('brown')
      a.enter()
      b.caret('brown')
      b.enter()
    },
    accepted: [`The quick ||brown fox jumps.|${TWO}|${THREE}`],
    authors: 'AB',
  },
  {
    name: 'direct join against a proposed split',
    direct: ['a'],
    act: ({ a, b }) => {
      a.caret('Second')
      a.backspace()
      b.caret('paragraph')
      b.enter()
    },
    accepted: [`${ONE}Second |paragraph here.|${THREE}`],
    original: `${ONE}${TWO}|${THREE}`,
  },
]

const NESTED: readonly Case[] = [
  {
    name: 'typing directly inside a proposal',
    direct: ['a'],
    act: ({ a, b, sync }) => {
      b.caret('brown')
      b.type('xyxy ')
      sync()
      a.caret('yx', 1)
      a.type('E')
    },
    accepted: [text('The quick xyExy brown fox jumps.')],
    authors: 'AB',
  },
  {
    name: 'moving a block past another, out of a proposal that went on behind it: what it passed is no proposal',
    direct: ['a'],
    act: ({ a, b, sync }) => {
      b.caret('Second', 6)
      b.type('xyxy')
      b.enter()
      sync()
      a.caret('Second')
      a.change((tr) => void moveBlocks(a.peer.view.state, 'up', tr))
    },
    accepted: [`Secondxyxy|${ONE}| paragraph here.|${THREE}`],
    original: `Second|${ONE} paragraph here.|${THREE}`,
    authors: 'B',
  },
]

describe('suggest mode', () => {
  const open: Writer[] = []
  afterEach(() => {
    for (const { peer } of open.splice(0)) peer.destroy()
  })

  const play = ({ direct = [], act, accepted, original = text(), authors }: Case): void => {
    const seed = seeded(
      document(block(ONE, { bid: '1' }), block(TWO, { bid: '2' }), block(THREE, { bid: '3' })),
    )
    const docs = [copyOf(seed, 11), copyOf(seed, 12), copyOf(seed, 13)] as const
    const writer = (index: 0 | 1 | 2, name: Name): Writer => {
      const one = openWriter(docs[index], name.toUpperCase(), !direct.includes(name))
      open.push(one)
      return one
    }
    const room: Room = {
      a: writer(0, 'a'),
      b: writer(1, 'b'),
      c: writer(2, 'c'),
      sync: () => {
        settle(docs)
      },
      decide: (verdict) => {
        const server = copyOf(docs[0], 99)
        const sequence = new Sequence(contentOf(server))
        const ids = new Set(
          blocksToElements(encodeDocument(readDocument(schema, server))).flatMap(({ formats }) =>
            suggestionsOn(formats).map(({ id }) => id),
          ),
        )
        decideSuggestions(sequence, { verdict, ids }, 'decision')
        settle([docs[0], server])
      },
    }
    act(room)
    settle(docs)
    for (const { peer } of [room.a, room.b, room.c]) peer.check()
    const [doc] = docs
    if (accepted !== undefined) expect(accepted, marked(doc)).toContain(show(doc, projectAccepted))
    expect(show(doc, projectOriginal), marked(doc)).toBe(original)
    if (authors !== undefined) expect(authorsOf(doc)).toBe(authors)
  }

  /** What is struck out, and what is added, in text order. */
  const struckAndAdded = (act: (writer: Writer) => void): readonly [string, string] => {
    const doc = copyOf(seeded(document(block('اجتمعت المجموعة في جنيف.', { bid: '1' }))), 11)
    const writer = openWriter(doc, 'A', true)
    open.push(writer)
    act(writer)
    const runs = encodeDocument(readDocument(schema, doc)).flatMap((one) => one.runs)
    const of = (kind: string): string =>
      runs
        .filter(({ formats }) => suggestionsOn(formats).some((one) => one.kind === kind))
        .map((run) => run.text)
        .join('+')
    return [of('deletion'), of('insertion')]
  }

  it('[SUG16] a word that is typed over goes as a whole, whatever its first letters are', () => {
    const typed = struckAndAdded((a) => {
      a.select('المجموعة')
      a.type('ا')
      a.type('للجنة')
    })
    expect(typed).toEqual(['المجموعة', 'اللجنة'])
  })

  it('[SUG16] a word written over another at once goes as a whole, though the browser tells only what differs', () => {
    const dictated = struckAndAdded((a) => {
      a.select('المجموعة')
      a.change((tr) => tr.insertText('للجنة', tr.selection.from + 1, tr.selection.to))
    })
    expect(dictated).toEqual(['المجموعة', 'اللجنة'])
  })

  it('[SUG16] a word put over another replaces it as a whole, and leaves its neighbours alone', () => {
    const pasted = struckAndAdded((a) => {
      a.select('المجموعة في')
      paste(a, 'اللجنة في')
    })
    expect(pasted).toEqual(['المجموعة', 'اللجنة'])
  })

  it('[SUG16] letters deleted and typed inside a word change just those', () => {
    const corrected = struckAndAdded((a) => {
      a.caret('المجموعة', 'المجموعة'.length)
      a.backspace()
      a.type('ات')
    })
    expect(corrected).toEqual(['ة', 'ات'])
  })

  const blocks = ['ألف', 'باء', 'جيم', 'دال']
  /** The blocks with what is proposed of each, `+` and `-`, and how many suggestions there are. */
  const moved = (act: (writer: Writer) => void): readonly [string, number] => {
    const start = document(...blocks.map((words, index) => block(words, { bid: String(index) })))
    const doc = copyOf(seeded(start), 11)
    const writer = openWriter(doc, 'A', true)
    open.push(writer)
    act(writer)
    const content = encodeDocument(readDocument(schema, doc))
    const ids = new Set(
      blocksToElements(content).flatMap(({ formats }) => suggestionsOn(formats).map(({ id }) => id)),
    )
    const shown = content.map(({ formats, runs }) => {
      const signs = suggestionsOn(formats).map(({ kind }) => (kind === 'insertion' ? '+' : '-'))
      return signs.join('') + runs.map((run) => run.text).join('')
    })
    return [shown.join(' '), ids.size]
  }
  const up = (writer: Writer): void => {
    writer.change((tr) => void moveBlocks(writer.peer.view.state, 'up', tr))
  }

  it('[SUG14] the block that was moved is the one proposed to be moved, not the one it passed', () => {
    const once = moved((a) => {
      a.caret('جيم')
      up(a)
    })
    expect(once).toEqual(['ألف +جيم باء -جيم دال', 1])
  })

  it('[SUG14] what is proposed to be moved and moved on is one suggestion', () => {
    const twice = moved((a) => {
      a.caret('دال')
      up(a)
      up(a)
    })
    expect(twice).toEqual(['ألف +دال باء جيم -دال', 1])
  })

  it('[SUG14] one’s own new block is moved outright', () => {
    const own = moved((a) => {
      a.caret('جيم', 3)
      a.enter()
      a.type('جديد')
      up(a)
    })
    expect(own).toEqual(['ألف باء +جديد جيم دال', 1])
  })

  it.each(CASES)('[SUG11] $name', play)
  it.each(NESTED)('[SUG12] $name', play)
})
