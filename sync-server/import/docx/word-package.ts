import { OWN_WORD_APPLICATION } from '#core/schema/html-tag.ts'
import { damaged, UnreadableDocx } from './docx-errors.ts'
import { childOf, elementsOf, textBelow, xmlRoot, type XmlElement } from './xml-tree.ts'
import type { ZipParts } from './zip-parts.ts'

export interface Relationship {
  /** The last word of its type: `styles`, `hyperlink`, `comments` … */
  readonly type: string
  /** Name of a part, or the address where it is external. */
  readonly target: string
  readonly isExternal: boolean
}

/** Parts of a Word file by what they are. Nothing that lies outside the file is ever fetched ([DOC601]). */
export class WordPackage {
  readonly #parts: ZipParts
  readonly #main: string
  readonly #relations: ReadonlyMap<string, Relationship>

  constructor(parts: ZipParts) {
    this.#parts = parts
    const types = parts.read('[Content_Types].xml')
    if (types === null) throw damaged('no list of its parts')
    if (elementsOf(xmlRoot(types)).some(isMacroType)) throw new UnreadableDocx({ reason: 'macros' })
    const main = [...relationsOf(parts, '').values()].find(({ type }) => type === 'officeDocument')
    if (main === undefined || main.isExternal || !parts.has(main.target)) throw damaged('no text in it')
    this.#main = main.target
    this.#relations = relationsOf(parts, main.target)
  }

  /** The part with the text. */
  get main(): Uint8Array {
    const bytes = this.#parts.read(this.#main)
    if (bytes === null) throw damaged('no text in it')
    return bytes
  }

  /** Was it written by this program, and by no other since? */
  get isOwn(): boolean {
    const bytes = this.#parts.read('docProps/app.xml')
    const application = bytes === null ? null : childOf(xmlRoot(bytes), 'app:Application')
    return application !== null && textBelow(application) === OWN_WORD_APPLICATION
  }

  /** What its properties say of its language; null when they say nothing. */
  get language(): string | null {
    const bytes = this.#parts.read('docProps/core.xml')
    const language = bytes === null ? null : childOf(xmlRoot(bytes), 'dc:language')
    return language === null ? null : textBelow(language)
  }

  relation(id: string): Relationship | null {
    return this.#relations.get(id) ?? null
  }

  /** All parts of the text's relationships of this type. */
  parts(type: string): readonly XmlElement[] {
    const parts: XmlElement[] = []
    for (const relation of this.#relations.values()) {
      const bytes = relation.type === type && !relation.isExternal ? this.#parts.read(relation.target) : null
      if (bytes !== null) parts.push(xmlRoot(bytes))
    }
    return parts
  }

  /** The part of the text's relationship of this type as a tree; null without one. */
  part(type: string): XmlElement | null {
    const name = this.#partName(type)
    const bytes = name === null ? null : this.#parts.read(name)
    return bytes === null ? null : xmlRoot(bytes)
  }

  #partName(type: string): string | null {
    for (const relation of this.#relations.values())
      if (relation.type === type && !relation.isExternal && this.#parts.has(relation.target))
        return relation.target
    return null
  }
}

const isMacroType = ({ attributes }: XmlElement): boolean =>
  /macroEnabled|vbaProject/iu.test(attributes.get('ContentType') ?? '')

/** Relationships of a part ('' for the package itself), by id. */
const relationsOf = (parts: ZipParts, part: string): ReadonlyMap<string, Relationship> => {
  const cut = part.lastIndexOf('/') + 1
  const folder = part.slice(0, cut)
  const bytes = parts.read(`${folder}_rels/${part.slice(cut)}.rels`)
  const relations = new Map<string, Relationship>()
  if (bytes === null) return relations
  for (const { attributes } of elementsOf(xmlRoot(bytes), 'rel:Relationship')) {
    const [id, type, target] = [attributes.get('Id'), attributes.get('Type'), attributes.get('Target')]
    if (id === undefined || type === undefined || target === undefined) continue
    const isExternal = attributes.get('TargetMode') === 'External'
    relations.set(id, {
      type: type.slice(type.lastIndexOf('/') + 1),
      target: isExternal ? target : resolved(folder, target),
      isExternal,
    })
  }
  return relations
}

/** A target is relative to the folder of its part, or begins with a slash. */
const resolved = (folder: string, target: string): string => {
  const path: string[] = []
  for (const step of `${target.startsWith('/') ? '' : folder}${target}`.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '' && step !== '.') path.push(step)
  }
  return path.join('/')
}
