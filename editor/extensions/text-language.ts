import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import type { TextDirection } from '#core/text/direction.ts'
import { directionIn, isDocumentLanguage, type DocumentLanguage } from '#core/text/language.ts'

const key = new PluginKey<DocumentLanguage>('textLanguage')

interface LanguageOptions {
  /** To begin with. */
  language: DocumentLanguage
}

/** The language of the document; Arabic where nobody has said another. */
export const languageOf = (state: EditorState): DocumentLanguage => key.getState(state) ?? 'ar'

/** Which way blocks go that do not say it themselves. */
export const directionOf = (state: EditorState): TextDirection => directionIn(languageOf(state))

export const setLanguage = (tr: Transaction, language: DocumentLanguage): Transaction =>
  tr.setMeta(key, language).setMeta('addToHistory', false)

/**
 * The language of the text and the direction that follows from it, on its very element ([UI5]): hyphens, spelling and
 * voices go by it, and so does the text's own typography. It is told by the server beside the text and is no part of
 * the shared document: nobody's edit changes it.
 */
export const TextLanguage = Extension.create<LanguageOptions>({
  name: 'textLanguage',
  addOptions: () => ({ language: 'ar' }),
  addProseMirrorPlugins() {
    const { language } = this.options
    return [
      new Plugin<DocumentLanguage>({
        key,
        state: {
          init: () => language,
          apply: (tr, old) => {
            const told: unknown = tr.getMeta(key)
            return isDocumentLanguage(told) ? told : old
          },
        },
        props: {
          attributes: (state) => ({ dir: directionOf(state), lang: languageOf(state) }),
        },
      }),
    ]
  },
})
