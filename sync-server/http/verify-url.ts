/** The page that checks a text against a certificate; its id is in the fragment, which browsers do not send. */
export const verifyUrl = (publicUrl: string, certificate: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/verify#c=${encodeURIComponent(certificate)}`
