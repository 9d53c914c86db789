/** The page of the client benchmark: mounts one kind of editor with a text of a given size and times what happens. */
import { Editor, Node } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import * as Y from 'yjs'
import { SequenceCollaboration } from '../../../editor/extensions/binding/sequence-collaboration.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { CORE_EXTENSIONS } from '../../../editor/extensions/core-extensions.ts'
import { documentExtensions } from '../../../editor/extensions/document-extensions.ts'

export const KINDS = ['contenteditable', 'tiptap', 'y-tiptap', 'siyagha'] as const
export type Kind = (typeof KINDS)[number]

const SENTENCE =
  'نؤكد نحن المشاركات والمشاركين في هذه المجموعة أن صياغة نصّ واحد يتفق عليه الجميع عمل شاق ودقيق، يحتاج إلى وقت وثقة. '
const paragraph = (i: number): string => `${i + 1}. ${SENTENCE.repeat(2)}`

const page = document.getElementById('page')
if (page === null) throw new Error('no page')

const Doc = Node.create({ name: 'doc', topNode: true, content: 'paragraph+' })
const Text = Node.create({ name: 'text' })
const Paragraph = Node.create({
  name: 'paragraph',
  content: 'text*',
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: () => ['p', 0],
})

const sequenceUpdate = (count: number): Uint8Array => {
  const doc = new Y.Doc()
  const text = doc.getText('content')
  doc.transact(() => {
    for (let i = 0; i < count; i++) {
      text.insertEmbed(text.length, new Y.Map([['bid', `b${i}`]]))
      text.insert(text.length, paragraph(i))
    }
  })
  return Y.encodeStateAsUpdate(doc)
}

const treeUpdate = (count: number): Uint8Array => {
  const doc = new Y.Doc()
  const root = doc.getXmlFragment('default')
  doc.transact(() => {
    for (let i = 0; i < count; i++) {
      const element = new Y.XmlElement('paragraph')
      root.insert(i, [element])
      element.insert(0, [new Y.XmlText(paragraph(i))])
    }
  })
  return Y.encodeStateAsUpdate(doc)
}

/** Edits all over a text, as months of drafting leave them: `edits` single characters put in and taken out. */
const scatter = (update: Uint8Array, edits: number, textsOf: (doc: Y.Doc) => Y.Text[]): Uint8Array => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  const texts = textsOf(doc)
  const random = seededRandom(12345).next
  const next = (n: number): number => Math.floor(random() * n)
  for (let done = 0; done < edits; done += 2000)
    doc.transact(() => {
      for (let i = 0; i < 2000; i++) {
        const text = texts[next(texts.length)]
        if (text === undefined) continue
        const at = 1 + next(Math.max(1, text.length - 1))
        if (i % 2 === 0) text.insert(Math.min(at, text.length), 'ن')
        else if (text.length > 40 && typeof text.toDelta()[0]?.insert === 'string') text.delete(at - 1, 1)
      }
    })
  return Y.encodeStateAsUpdate(doc)
}

const treeTexts = (doc: Y.Doc): Y.Text[] =>
  doc
    .getXmlFragment('default')
    .toArray()
    .flatMap((element) => {
      const first = element instanceof Y.XmlElement ? element.get(0) : null
      return first instanceof Y.XmlText ? [first] : []
    })

const sequenceHistory = (count: number, edits: number): Uint8Array => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, sequenceUpdate(count))
  const text = doc.getText('content')
  const lengths = Array.from({ length: count }, (_, i) => paragraph(i).length)
  const random = seededRandom(12345).next
  const next = (n: number): number => Math.floor(random() * n)
  for (let done = 0; done < edits; done += 2000)
    doc.transact(() => {
      for (let i = 0; i < 2000; i++) {
        const block = next(count)
        const length = lengths[block] ?? 0
        const start = lengths.slice(0, block).reduce((sum, each) => sum + each + 1, 1)
        if (i % 2 === 0) text.insert(start + next(length), 'ن')
        else text.delete(start + next(length), 1)
        lengths[block] = length + (i % 2 === 0 ? 1 : -1)
      }
    })
  return Y.encodeStateAsUpdate(doc)
}

let shared: Y.Doc | null = null
let prepared: Uint8Array | null = null

const painted = (): Promise<number> =>
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0)))

const build = (kind: Kind, count: number): void => {
  const element = document.createElement('div')
  page.append(element)
  page.className = kind === 'siyagha' ? 'ours' : ''
  if (kind === 'contenteditable') {
    element.contentEditable = 'true'
    for (let i = 0; i < count; i++)
      element.append(Object.assign(document.createElement('p'), { textContent: paragraph(i) }))
    return
  }
  if (kind === 'tiptap') {
    const content = Array.from({ length: count }, (_, i) => ({
      type: 'paragraph',
      content: [{ type: 'text', text: paragraph(i) }],
    }))
    new Editor({ element, extensions: [Doc, Paragraph, Text], content: { type: 'doc', content } })
    return
  }
  shared = new Y.Doc()
  if (prepared !== null) Y.applyUpdate(shared, prepared)
  if (kind === 'y-tiptap') {
    new Editor({ element, extensions: [Doc, Paragraph, Text, Collaboration.configure({ document: shared })] })
    return
  }
  new Editor({
    element,
    enableCoreExtensions: CORE_EXTENSIONS,
    extensions: [
      ...documentExtensions({
        itemLabel: () => '',
        clipboard: {},
        foreign: {},
        mac: false,
      }),
      SequenceCollaboration.configure({ document: shared }),
    ],
  })
}

interface Bench {
  /** Prepares the shared document outside of what is timed. */
  prepare: (kind: Kind, count: number, edits: number) => void
  /** Milliseconds from the start of building the editor to the first paint with its text. */
  mount: (kind: Kind, count: number) => Promise<number>
  /** Puts the caret into the middle of the text. */
  focus: () => void
  /** Latencies from keydown to paint, in milliseconds, since the last call. */
  latencies: () => number[]
  /** Milliseconds of applying one remote character (Yjs and editor, without layout), `times` times. */
  remote: (kind: Kind, times: number) => number[]
}

declare global {
  interface Window {
    bench: Bench
  }
}

let collected: number[] = []

document.addEventListener(
  'keydown',
  (event) => {
    const pressed = event.timeStamp
    void painted().then((now) => collected.push(now - pressed))
  },
  { capture: true },
)

window.bench = {
  prepare: (kind, count, edits) => {
    if (kind === 'siyagha') prepared = edits === 0 ? sequenceUpdate(count) : sequenceHistory(count, edits)
    else if (kind === 'y-tiptap')
      prepared = edits === 0 ? treeUpdate(count) : scatter(treeUpdate(count), edits, treeTexts)
  },
  mount: async (kind, count) => {
    const started = performance.now()
    build(kind, count)
    return (await painted()) - started
  },
  focus: () => {
    const blocks = page.querySelectorAll('p')
    const middle = blocks[Math.floor(blocks.length / 2)]
    const text = middle?.firstChild
    if (middle === undefined || text === undefined || text === null) throw new Error('nothing to focus')
    middle.scrollIntoView({ block: 'center' })
    middle.closest<HTMLElement>('[contenteditable]')?.focus()
    getSelection()?.collapse(text, 20)
  },
  latencies: () => {
    const result = collected
    collected = []
    return result
  },
  remote: (kind, times) => {
    if (shared === null) return []
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(shared))
    const updates: Uint8Array[] = []
    other.on('update', (update: Uint8Array) => updates.push(update))
    const texts = kind === 'y-tiptap' ? treeTexts(other) : [other.getText('content')]
    for (let i = 0; i < times; i++) {
      const text = texts[(i * 7919) % texts.length]
      text?.insert(1 + ((i * 104_729) % Math.max(1, text.length - 2)), 'و')
    }
    return updates.map((update) => {
      const started = performance.now()
      if (shared !== null) Y.applyUpdate(shared, update, 'remote')
      return performance.now() - started
    })
  },
}
