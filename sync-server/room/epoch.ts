/**
 * Port: which history the texts of this server are. It changes when a history is replaced (a restored backup): a
 * client that knows another epoch sets its unsent work aside and starts clean, it never merges. [LOG12]
 */
export interface Epoch {
  /** Constant while the server runs. */
  current(): string
}
