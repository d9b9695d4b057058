import { closeSync, existsSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { makeKeys, readPublicKey } from '../certificate/keys.js';
import { ConfigurationError, codeOf, messageOf } from '../run/input/configuration-error.js';
import type { Context } from './context.js';
import { writeAll } from './output.js';

/** For nobody but its owner. */
const PRIVATE = 0o600;

/**
 * `mapi-certify keygen <file>`: makes a pair of Ed25519 keys. A key that is there already is never overwritten.
 *
 * @param file - where the private key goes; the public one goes beside it, with `.pub` at its end
 * @param context - where it is told
 * @throws ConfigurationError when one of the two files is there, or can't be written
 */
export async function makeKeyFiles(file: string, context: Context): Promise<void> {
  const path = resolve(context.cwd, file);
  const { privateKey, publicKey } = makeKeys();
  if (existsSync(`${path}.pub`)) throw isThere(`${file}.pub`);
  create(path, file, privateKey, PRIVATE);
  try {
    create(`${path}.pub`, `${file}.pub`, publicKey, 0o644);
  } catch (error) {
    rmSync(path);
    throw error;
  }
  const { id } = readPublicKey(publicKey);
  await writeAll(
    context.stdout,
    `${file} signs certificates (--sign-key ${file}): keep it to yourself.\n` +
      `${file}.pub checks them (--key ${file}.pub): give it to whoever receives them.\n` +
      `The key is ${id}.\n`,
  );
}

function create(path: string, shown: string, content: string, mode: number): void {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'wx', mode);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw isThere(shown);
    const why = codeOf(error) === 'ENOENT' ? 'its folder does not exist' : messageOf(error);
    throw new ConfigurationError(`${shown} can't be written: ${why}`);
  }
  try {
    writeFileSync(descriptor, content);
  } catch (error) {
    rmSync(path, { force: true });
    throw new ConfigurationError(`${shown} can't be written: ${messageOf(error)}`);
  } finally {
    closeSync(descriptor);
  }
}

function isThere(shown: string): ConfigurationError {
  return new ConfigurationError(`${shown} exists, and a key is never overwritten; name another file, or remove it`);
}
