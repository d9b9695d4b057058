import { Buffer } from 'node:buffer';

/** What the bytes from 0x80 to 0x9F stand for; those that Windows-1252 leaves open are C1 controls, as Windows has them. */
const HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

const BYTES: ReadonlyMap<string, number> = new Map([...HIGH].map((char, index) => [char, 0x80 + index]));
const SPECIAL = /[^\0-\x7f\xa0-\xff]/gu;
const C1 = /[\x80-\x9f]/g;

/**
 * The bytes of text of type PT_STRING8 as a library of Western Windows has them: Windows-1252, which gives every byte back.
 *
 * @param text - what the code page has no byte for becomes a question mark, as it does there
 */
export function encodeAnsi(text: string): Uint8Array {
  return Buffer.from(
    text.replace(SPECIAL, (char) => String.fromCharCode(BYTES.get(char) ?? 0x3f)),
    'latin1',
  );
}

/** The text of bytes of type PT_STRING8. */
export function decodeAnsi(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(C1, (char) => HIGH.charAt(char.charCodeAt(0) - 0x80));
}
