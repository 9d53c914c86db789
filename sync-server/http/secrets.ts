import { createHash, createHmac, randomBytes } from 'node:crypto'

/** Makes what nobody can guess. A parameter of the server, so that tests own it. */
export type RandomBytes = (length: number) => Uint8Array

export const systemRandom: RandomBytes = (length) => randomBytes(length)

/** 192 random bits, 32 characters of base64url: a token of an invitation, the secret of a session. */
export const newSecret = (random: RandomBytes): string => Buffer.from(random(24)).toString('base64url')

/** 96 random bits, 16 characters of base64url without `-`: an id that needs no escaping anywhere. */
export const newId = (random: RandomBytes): string =>
  Buffer.from(random(12)).toString('base64url').replaceAll('-', 'x').replaceAll('_', 'y')

/**
 * What is stored instead of a secret: SHA-256, hex [ACC106]. No salt and no slow hash: a secret has 192 random bits,
 * so there is nothing to guess (an operator's SETUP_TOKEN has at least 16 characters and works once).
 */
export const hashSecret = (secret: string): string =>
  createHash('sha256').update(secret, 'utf8').digest('hex')

/**
 * The secret of a session that its device may ask for again [ACC120]: the same for the same token, key and salt. The
 * server keeps the salt alone, the device the key: neither makes it by itself. 192 bits, as {@link newSecret}.
 */
export const sessionSecret = (token: string, key: string, salt: string): string =>
  createHmac('sha256', key).update(`${salt}\0${token}`, 'utf8').digest().subarray(0, 24).toString('base64url')
