/** A part of a line as the template of the page reads it (JSON). Flags that are not set are left out. */
export interface PdfText {
  readonly text: string
  readonly bold?: true
  readonly emph?: true
  readonly under?: true
  /** A safe address. */
  readonly href?: string
  readonly inserted?: true
  readonly deleted?: true
  readonly changed?: true
}

export type PdfPiece =
  | PdfText
  /** The line ends. */
  | { readonly end: true }
  /** The direction of the line holds again. */
  | { readonly turn: true }
  /** Numbers of the members whose proposals end here. */
  | { readonly who: string }
  /** A discussion hangs here: its id, and its number as it shows. */
  | { readonly note: number; readonly number: string }
