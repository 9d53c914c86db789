const MENTION = /<@([A-Za-z0-9_-]{1,64})>/gu

/**
 * The member ids that a comment names as `<@id>`, each once, in the order of the text. Whether there is such a member
 * is for the caller to know.
 */
export const mentionedIn = (body: string): readonly string[] => [
  ...new Set([...body.matchAll(MENTION)].flatMap(([, member]) => (member === undefined ? [] : [member]))),
]
