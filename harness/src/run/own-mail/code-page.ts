import { Buffer } from 'node:buffer';

/** The code pages of Windows that have other names among the encodings of the web. */
const LABELS: ReadonlyMap<number, string> = new Map([
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [10000, 'macintosh'],
  [20127, 'windows-1252'],
  [20866, 'koi8-r'],
  [21866, 'koi8-u'],
  [50220, 'iso-2022-jp'],
  [50221, 'iso-2022-jp'],
  [51932, 'euc-jp'],
  [51949, 'euc-kr'],
  [54936, 'gb18030'],
  [65001, 'utf-8'],
]);

/** What Windows writes in the west. */
const USUAL = 1252;

/**
 * The text of bytes in a code page.
 *
 * @param bytes - without the NUL that ends them
 * @param codePage - its number; one that nobody knows is taken for Windows-1252
 */
export function decodeInCodePage(bytes: Uint8Array, codePage: number): string {
  try {
    return new TextDecoder(labelOf(codePage)).decode(bytes);
  } catch {
    // Node without the tables, or an encoding that the web has given up.
    return Buffer.from(bytes).toString('latin1');
  }
}

function labelOf(codePage: number): string {
  const known = LABELS.get(codePage);
  if (known !== undefined) return known;
  if (codePage >= 1250 && codePage <= 1258) return `windows-${codePage}`;
  if (codePage >= 28591 && codePage <= 28606) return `iso-8859-${codePage - 28590}`;
  return `windows-${USUAL}`;
}
