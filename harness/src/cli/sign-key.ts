/** The private key, or the path of its file, for those who don't give `--sign-key`. */
const SIGN_KEY_VARIABLE = 'MAPI_CERTIFY_SIGN_KEY';

/**
 * The key that signs the certificate.
 *
 * @param given - what `--sign-key` says
 * @param env - the environment; a variable that is there and empty is how CI says that there is no secret of that name
 */
export function signKeyOf(given: string | undefined, env: NodeJS.ProcessEnv): string | undefined {
  return given ?? (env[SIGN_KEY_VARIABLE] || undefined);
}
