/** What a member is in a group, from the most to the least permitted. */
export const ROLES = ['facilitator', 'editor', 'suggester', 'commenter', 'viewer'] as const
export type Role = (typeof ROLES)[number]

export const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value)
