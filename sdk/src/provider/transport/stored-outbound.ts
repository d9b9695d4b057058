import { decodePlainData, encodePlainData } from '../objects/plain-data-codec.js';
import type { OutboundContent } from './outbound-content.js';

/** A recipient for whom the delivery failed for good. */
export interface FailedAddress {
  readonly address: string;
  /** Why, for the report that the user gets. */
  readonly reason: string;
}

/**
 * What an author's outbox keeps about one message that was taken over.
 *
 * It is plain data, which `node:v8` and `structuredClone` copy faithfully; {@link encodeStoredOutbound} makes bytes of it.
 */
export interface StoredOutbound {
  /** The name of the record: ASCII text. The same submission always has the same one. */
  readonly id: string;
  /** `delivered` while the spooler does not know yet that it was sent; body, attachments and most properties are gone then. */
  readonly state: 'waiting' | 'delivered';
  /** True where the recipients were marked as taken at hand-over: the spooler does not ask about the message again. */
  readonly handedOver?: boolean | undefined;
  /** When the message was taken over, in milliseconds since 1970. */
  readonly takenAt: number;
  /** When the message was sent, in milliseconds since 1970; unknown in records of older versions. */
  readonly deliveredAt?: number | undefined;
  /** Those for whom the delivery failed for good, and about whom the user has not been told. */
  readonly failed: readonly FailedAddress[];
  /** The addresses that the message has not reached yet, once it has reached some; all recipients until then. */
  readonly remaining?: readonly string[] | undefined;
  readonly message: OutboundContent;
}

/**
 * Makes bytes of a record of the outbox, for an author's file or database.
 *
 * @param record - the record to encode
 * @returns a byte with the format's version, then the record as `node:v8` serializes it
 */
export function encodeStoredOutbound(record: StoredOutbound): Uint8Array {
  return encodePlainData(record);
}

/**
 * Makes a record of its bytes, the reverse of {@link encodeStoredOutbound}.
 *
 * @param bytes - what encodeStoredOutbound gave
 * @throws MapiError with MAPI_E_CORRUPT_DATA when the bytes are no record of a known format
 */
export function decodeStoredOutbound(bytes: Uint8Array): StoredOutbound {
  return decodePlainData(bytes, 'a record of an outbox', isStoredOutbound);
}

function isStoredOutbound(value: unknown): value is StoredOutbound {
  if (typeof value !== 'object' || value === null) return false;
  const { id, state, takenAt, deliveredAt, handedOver, failed, remaining, message } = value as Partial<StoredOutbound>;
  return (
    typeof id === 'string' &&
    (state === 'waiting' || state === 'delivered') &&
    Number.isFinite(takenAt) &&
    (deliveredAt === undefined || Number.isFinite(deliveredAt)) &&
    (handedOver === undefined || typeof handedOver === 'boolean') &&
    Array.isArray(failed) &&
    (remaining === undefined || Array.isArray(remaining)) &&
    typeof message === 'object' &&
    message !== null &&
    typeof message.messageId === 'string' &&
    message.entryId instanceof Uint8Array &&
    Array.isArray(message.recipients)
  );
}
