/** The data of one value of a .reg file. */
export interface RegData {
  /** `dword`, `string`, or the kind of hex data, for example `hex` or `hex(b)`. */
  readonly type: string;
  /** The number of a dword; the text otherwise, hex data as bytes with commas between. */
  readonly value: number | string;
}

/** What stands after the `=`: data, `'-'` for a value to delete, or undefined for what import leaves out. */
export type ParsedData = RegData | '-' | undefined;

/** What may end a line: a comment with a semicolon, not with a number sign. */
const END = '[ \\t]*(?:;.*)?$';
const DELETION: RegExp = new RegExp(`^-${END}`);
const QUOTED: RegExp = new RegExp(`^"((?:[^"\\\\]|\\\\.)*)"${END}`);
const DWORD: RegExp = new RegExp(`^dword:[ \\t]*([\\da-f]{1,8})${END}`, 'i');
const HEX: RegExp = /^(hex(?:\([\da-f]{1,8}\))?):(.*)$/i;
/** Bytes, each with a comma; the last may lack it where nothing goes on. */
const BYTES: RegExp = new RegExp(`^((?:[ \\t]*[\\da-f]+[ \\t]*,)*)[ \\t]*(?:([\\da-f]+)${END}|(\\\\)?${END})`, 'i');

/**
 * Reads the data of a value, as `reg import` does.
 *
 * @param text - what stands after the `=`, without blanks around it
 * @param nextLine - gives the next line of the file, for hex data that goes on there; undefined at the end
 */
export function parseData(text: string, nextLine: () => string | undefined): ParsedData {
  if (DELETION.test(text)) return '-';
  const quoted = QUOTED.exec(text);
  if (quoted !== null) {
    const value = unescaped(quoted[1] ?? '');
    return value === undefined ? undefined : { type: 'string', value };
  }
  const dword = DWORD.exec(text);
  if (dword !== null) return { type: 'dword', value: Number.parseInt(dword[1] ?? '', 16) };
  const hex = HEX.exec(text);
  if (hex === null) return undefined;
  const bytes = parseBytes(hex[2] ?? '', nextLine);
  return bytes === undefined ? undefined : hexData((hex[1] ?? '').toLowerCase(), bytes);
}

/**
 * Takes the backslashes out of a name or a text.
 *
 * @returns undefined for a text with a NUL, which import leaves out
 */
export function unescaped(text: string): string | undefined {
  if (/^(?:[^\\]|\\[^0])*\\0/.test(text)) return undefined;
  return text.replace(/\\(.)/g, (_, character: string) =>
    character === 'n' ? '\n' : character === 'r' ? '\r' : character,
  );
}

function parseBytes(first: string, nextLine: () => string | undefined): number[] | undefined {
  const bytes: number[] = [];
  let line: string | undefined = first;
  while (line !== undefined) {
    const parts = BYTES.exec(line);
    if (parts === null) return undefined;
    const texts = (parts[1] ?? '').split(',').slice(0, -1);
    if (parts[2] !== undefined) texts.push(parts[2]);
    for (const text of texts) bytes.push(Number.parseInt(text.trim(), 16));
    if (parts[3] === undefined) break;
    // Blank lines and comments may stand between; at the end of the file, nothing more comes.
    do line = nextLine();
    while (line !== undefined && /^[ \t]*(?:;.*)?$/.test(line));
  }
  return bytes.every((byte) => byte <= 0xff) ? bytes : undefined;
}

function hexData(type: string, bytes: readonly number[]): RegData {
  if (type === 'hex(4)' && bytes.length === 4) {
    // Another way to write a dword: four bytes, the lowest first.
    return { type: 'dword', value: bytes.reduceRight((sum, byte) => sum * 0x100 + byte, 0) };
  }
  return { type, value: bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(',') };
}
