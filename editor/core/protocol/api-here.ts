/** An event of `GET /api/groups/:g/here`: the texts of the group that members have open, and who, in no order that says anything. */
export interface ApiHere {
  readonly here: readonly {
    readonly document: string
    /** Member ids, each once. */
    readonly members: readonly string[]
  }[]
}
