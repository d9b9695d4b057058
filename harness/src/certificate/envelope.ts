import { Buffer } from 'node:buffer';
import { sign, verify } from 'node:crypto';
import type { PublicKey, SigningKey } from './keys.js';

/** What the payload of a certificate's envelope is, as in-toto names it. */
const PAYLOAD_TYPE = 'application/vnd.in-toto+json' as const;

/** A DSSE envelope: a payload, and who has signed it. */
export interface Envelope {
  readonly payloadType: string;
  /** In Base64. */
  readonly payload: string;
  /** Empty: nobody has signed it. */
  readonly signatures: readonly {
    /** Says which key, and proves nothing. */
    readonly keyid: string;
    /** In Base64. */
    readonly sig: string;
  }[];
}

/** An envelope that nobody has written, or that was changed since. */
export class EnvelopeError extends Error {
  override readonly name: string = 'EnvelopeError';
}

/**
 * Puts a statement into an envelope.
 *
 * @param payload - the statement, as JSON
 * @param key - signs it; null: nobody does
 */
export function seal(payload: string, key: SigningKey | null): Envelope {
  const signatures =
    key === null
      ? []
      : [
          {
            keyid: key.id,
            sig: sign(null, signedBytes(PAYLOAD_TYPE, Buffer.from(payload)), key.key).toString('base64'),
          },
        ];
  return { payloadType: PAYLOAD_TYPE, payload: Buffer.from(payload).toString('base64'), signatures };
}

/**
 * An envelope as it stands in a file.
 *
 * @param envelope - the envelope
 */
export function printEnvelope(envelope: Envelope): string {
  const { payloadType, payload, signatures } = envelope;
  const ordered = { payloadType, payload, signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })) };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

/**
 * Reads an envelope, to the letter as it was written: who changes a blank has changed it.
 *
 * @param text - what is in the file
 * @throws EnvelopeError saying what is wrong with it
 */
export function readEnvelope(text: string): Envelope {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new EnvelopeError('it is not JSON');
  }
  if (!isEnvelope(value)) throw new EnvelopeError('it is no DSSE envelope (payloadType, payload, signatures)');
  const { payloadType, payload, signatures } = value;
  if (payloadType !== PAYLOAD_TYPE) throw new EnvelopeError(`its payload is of the unknown type ${payloadType}`);
  for (const base64 of [payload, ...signatures.map(({ sig }) => sig)]) {
    if (Buffer.from(base64, 'base64').toString('base64') !== base64) throw new EnvelopeError('it is not in Base64');
  }
  if (printEnvelope(value) !== text) throw new EnvelopeError('it is not written as mapi-certify writes it');
  return value;
}

function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null) return false;
  const { payloadType, payload, signatures } = value as Partial<Record<keyof Envelope, unknown>>;
  return (
    typeof payloadType === 'string' &&
    typeof payload === 'string' &&
    Array.isArray(signatures) &&
    signatures.every((each: unknown) => {
      const { keyid, sig } = (each ?? {}) as { readonly keyid?: unknown; readonly sig?: unknown };
      return typeof keyid === 'string' && typeof sig === 'string';
    })
  );
}

/**
 * The payload of an envelope.
 *
 * @param envelope - the envelope
 * @returns the text
 */
export function payloadOf({ payload }: Envelope): string {
  return Buffer.from(payload, 'base64').toString('utf8');
}

/**
 * Whether a key has signed an envelope, and nobody else has.
 *
 * @param envelope - the envelope
 * @param key - the public key
 */
export function isSignedBy({ payloadType, payload, signatures }: Envelope, key: PublicKey): boolean {
  const bytes = signedBytes(payloadType, Buffer.from(payload, 'base64'));
  return (
    signatures.length > 0 &&
    signatures.every(({ keyid, sig }) => keyid === key.id && verify(null, bytes, key.key, Buffer.from(sig, 'base64')))
  );
}

/** DSSE's pre-authentication encoding: what is signed is the payload, and what it is. */
function signedBytes(type: string, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
}
