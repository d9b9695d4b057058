import type { Buffer } from 'node:buffer';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A private key that signs certificates. */
export interface SigningKey {
  readonly key: KeyObject;
  /** Of its public half. */
  readonly id: string;
}

/** The public half, by which anybody can check what was signed. */
export interface PublicKey {
  readonly key: KeyObject;
  /** `SHA256:` and the digest of the key in DER (SPKI), hexadecimal. */
  readonly id: string;
}

/** A text that is no key of the sort that is wanted. */
export class KeyError extends Error {
  override readonly name: string = 'KeyError';
}

/** A new pair of Ed25519 keys, as PEM. */
export function makeKeys(): { readonly privateKey: string; readonly publicKey: string } {
  return generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

/**
 * Reads a private key.
 *
 * @param pem - PKCS #8, as `mapi-certify keygen` and `openssl genpkey` write it
 * @throws KeyError saying what it is instead
 */
export function readSigningKey(pem: string): SigningKey {
  if (/-----BEGIN PUBLIC KEY-----/.test(pem)) throw new KeyError('it is a public key, and a private one signs');
  if (/-----BEGIN ENCRYPTED /.test(pem)) throw new KeyError('it is encrypted; give one that is not');
  const key = parse(() => createPrivateKey(pem), 'it is no private key in PEM');
  assertEd25519(key);
  return { key, id: idOf(createPublicKey(key)) };
}

/**
 * Reads a public key.
 *
 * @param pem - SPKI, as `mapi-certify keygen` and `openssl pkey -pubout` write it
 * @throws KeyError saying what it is instead
 */
export function readPublicKey(pem: string): PublicKey {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    throw new KeyError('it is a private key, which is for nobody but who signs; give the public one');
  }
  const key = parse(() => createPublicKey(pem), 'it is no public key in PEM');
  assertEd25519(key);
  return { key, id: idOf(key) };
}

function parse(read: () => KeyObject, otherwise: string): KeyObject {
  try {
    return read();
  } catch {
    throw new KeyError(otherwise);
  }
}

function assertEd25519({ asymmetricKeyType }: KeyObject): void {
  if (asymmetricKeyType !== 'ed25519') throw new KeyError(`it is of the type ${asymmetricKeyType}; it must be Ed25519`);
}

function idOf(key: KeyObject): string {
  const der: Buffer = key.export({ type: 'spki', format: 'der' });
  return `SHA256:${createHash('sha256').update(der).digest('hex')}`;
}
