import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { KeyError, type PublicKey, readPublicKey, readSigningKey, type SigningKey } from '../../certificate/keys.js';
import { ConfigurationError, codeOf, messageOf } from './configuration-error.js';

/**
 * The key that is to sign the certificate.
 *
 * @param given - the path of a file, or what is in it, as variables of CI have it; null: there is none
 * @param cwd - the folder to which a path is relative
 * @throws ConfigurationError when there is no such file, or no such key in it
 */
export function signingKey(given: string | null, cwd: string): SigningKey | null {
  if (given === null) return null;
  // What is in the file is never shown.
  const isText = given.includes('-----BEGIN ');
  const shown = isText ? '' : ` ${given}`;
  const wrong = (why: string): ConfigurationError =>
    new ConfigurationError((name) => `${name('signKey')}${shown} can't be used: ${why}`);
  return readKey(() => (isText ? given : readFileSync(resolve(cwd, given), 'utf8')), readSigningKey, wrong);
}

/**
 * The key by which a signature is checked.
 *
 * @param given - the path of a file
 * @param cwd - the folder to which it is relative
 * @throws ConfigurationError when there is no such file, or no such key in it
 */
export function verifyingKey(given: string, cwd: string): PublicKey {
  const wrong = (why: string): ConfigurationError => new ConfigurationError(`--key ${given} can't be used: ${why}`);
  return readKey(() => readFileSync(resolve(cwd, given), 'utf8'), readPublicKey, wrong);
}

function readKey<Key>(
  content: () => string,
  parse: (pem: string) => Key,
  wrong: (why: string) => ConfigurationError,
): Key {
  try {
    return parse(content());
  } catch (error) {
    if (error instanceof KeyError) throw wrong(error.message);
    const code = codeOf(error);
    throw wrong(code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : messageOf(error));
  }
}
