import { readFileSync } from 'node:fs';
import { type Envelope, EnvelopeError, isSignedBy, payloadOf, readEnvelope } from '../../certificate/envelope.js';
import type { PublicKey } from '../../certificate/keys.js';
import type { Statement } from '../../certificate/statement.js';
import { messageOf } from '../input/configuration-error.js';
import { broken, type Check, holds, open } from './check.js';
import { schemaErrors } from './schemas.js';

/** A certificate as it was read. */
export interface ReadCertificate {
  /** Null: it can't be read. */
  readonly statement: Statement | null;
  /** The statement to the letter. */
  readonly payload: string;
  readonly checks: readonly Check[];
}

/**
 * Reads a certificate, and checks who has signed it.
 *
 * @param path - the file
 * @param name - as messages call it
 * @param key - by which the signature is checked; null: nobody gave one
 */
export function readCertificate(path: string, name: string, key: PublicKey | null): ReadCertificate {
  const unreadable = (...words: readonly string[]): ReadCertificate => {
    return { statement: null, payload: '', checks: [broken('certificate', ...words)] };
  };
  let envelope: Envelope;
  try {
    envelope = readEnvelope(readFileSync(path, 'utf8'));
  } catch (error) {
    return unreadable(
      `${name} ${error instanceof EnvelopeError ? 'is no certificate' : "can't be read"}: ${messageOf(error)}`,
    );
  }
  const signature = checkSignature(envelope, key);
  const payload = payloadOf(envelope);
  let statement: unknown;
  try {
    statement = JSON.parse(payload);
  } catch {
    return unreadable(`${name}: what it says is not JSON`);
  }
  const errors = schemaErrors('statement', statement);
  if (errors.length > 0) return unreadable(...errors.map((error) => `${name}: ${error}`));
  // The schema has just said so.
  const known = statement as Statement;
  const { subject, predicate } = known;
  const words = `${predicate.result}: ${predicate.mapiCertify.verdict}, about ${subject.length} ${subject.length === 1 ? 'file' : 'files'} of ${predicate.mapiCertify.provider}`;
  return { statement: known, payload, checks: [holds('certificate', words), signature] };
}

function checkSignature(envelope: Envelope, key: PublicKey | null): Check {
  const [first] = envelope.signatures;
  if (first === undefined) {
    return key === null
      ? open('signature', 'nobody has signed it')
      : broken('signature', `nobody has signed it, and --key names ${key.id}`);
  }
  if (key === null)
    return open(
      'signature',
      `not checked: --key names the public key of whoever should have signed it (it says ${first.keyid})`,
    );
  if (isSignedBy(envelope, key)) return holds('signature', `Ed25519, by ${key.id}`);
  return first.keyid === key.id
    ? broken('signature', `it is not what ${key.id} has signed`)
    : broken('signature', `it was signed by ${first.keyid}, and --key names ${key.id}`);
}
