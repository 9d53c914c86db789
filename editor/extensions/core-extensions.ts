/**
 * Of Tiptap's own extensions `editable`, `focusEvents` and `tabindex` stay; the editor has its own commands, keys and
 * clipboard. What is switched off here is left out of the built page too (build/without-core-extensions.ts).
 */
export const CORE_EXTENSIONS = {
  commands: false,
  keymap: false,
  paste: false,
  drop: false,
  delete: false,
  clipboardTextSerializer: false,
  textDirection: false,
} as const
