/** An update that was refused: kept, shown, never merged silently, never thrown away. */
export interface LateEntry {
  readonly id: string
  readonly document: string
  readonly by: string
  /** Receipt time, milliseconds since 1970. */
  readonly at: number
  readonly reason: string
  /** What the author had written, as readable text. */
  readonly text: string
  readonly update: Uint8Array
}

/** Port: the late tray. ≤ 1 MB per member and document: `add` answers false when the tray of the author is full. */
export interface LateTray {
  add(entry: LateEntry): Promise<boolean>
  /** Puts an entry in the place of the one with its id; false when there is none, or the tray is too full for it. */
  replace(entry: LateEntry): Promise<boolean>
  list(document: string): Promise<readonly LateEntry[]>
  remove(document: string, id: string): Promise<void>
}
