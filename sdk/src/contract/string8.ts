import { Buffer } from 'node:buffer';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The bytes of text of type PT_STRING8: in UTF-8, which has room for every character.
 *
 * One encoding serves streams, sizes and the entry ids of recipients: what one writes, any other reads.
 *
 * @param text - without the NUL that ends it in C
 */
export function encodeString8(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf8'));
}

/**
 * The text of bytes of type PT_STRING8: in UTF-8; bytes that are none, as programs of other code pages write them, are read
 * as Latin-1, so that none of them is lost.
 *
 * @param bytes - without the NUL that ends them in C
 */
export function decodeString8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    // Not TextDecoder's Windows-1252, which differs between versions of Node.
    return Buffer.from(bytes).toString('latin1');
  }
}
