import { Buffer } from 'node:buffer';

/** One value of a .reg file. */
export interface RegValue {
  /** `dword`, `string`, or the kind of hex data, for example `hex` or `hex(b)`. */
  readonly type: string;
  /** The number of a dword; the text otherwise, as the file has it. */
  readonly value: number | string;
  /** The line the value begins on, counted from 1. */
  readonly line: number;
}

/** A line with its continuations, and the number of the first. */
interface LogicalLine {
  readonly text: string;
  readonly line: number;
}

const rootNames: ReadonlyMap<string, string> = new Map([
  ['HKCU', 'HKEY_CURRENT_USER'],
  ['HKLM', 'HKEY_LOCAL_MACHINE'],
  ['HKCR', 'HKEY_CLASSES_ROOT'],
  ['HKU', 'HKEY_USERS'],
  ['HKCC', 'HKEY_CURRENT_CONFIG'],
]);

/** The keys and values of a .reg file, names without regard to case. */
export class RegFile {
  readonly #keys = new Map<string, Map<string, RegValue>>();

  /**
   * Reads a file as regedit writes and reads it: version 5.00 in UTF-16 or UTF-8, or REGEDIT4 in an 8-bit code page.
   *
   * @param bytes - the content
   * @param path - how errors call the file
   * @throws Error naming file and line when it is no such file
   */
  static parse(bytes: Uint8Array, path: string): RegFile {
    const file = new RegFile();
    const [header, ...lines] = logicalLines(decode(bytes));
    if (header === undefined || !/^(?:Windows Registry Editor Version 5\.00|REGEDIT4)$/.test(header.text)) {
      throw new Error(
        `${path}:${header?.line ?? 1}: a .reg file begins with "Windows Registry Editor Version 5.00" or "REGEDIT4"`,
      );
    }
    let current: Map<string, RegValue> | undefined;
    for (const line of lines) {
      if (line.text.startsWith('[')) current = file.#openKey(line, path);
      else if (current === undefined) throw new Error(`${path}:${line.line}: a value stands before the first [key]`);
      else assign(current, line, path);
    }
    return file;
  }

  /**
   * Finds a value.
   *
   * @param key - the full path of the key; HKCU and the like stand for their long names
   * @param name - the name of the value
   */
  find(key: string, name: string): RegValue | undefined {
    return this.#keys.get(normalKey(key))?.get(name.toLowerCase());
  }

  /** Opens the key of a `[key]` line; a `[-key]` line deletes it and what is below. */
  #openKey({ text, line }: LogicalLine, path: string): Map<string, RegValue> {
    const name = /^\[(-?)(.+)\]\s*(?:;.*)?$/.exec(text);
    if (name === null) throw new Error(`${path}:${line}: ${JSON.stringify(text)} is no [key]`);
    const key = normalKey(name[2] ?? '');
    if (name[1] === '-') {
      for (const other of [...this.#keys.keys()]) {
        if (other === key || other.startsWith(`${key}\\`)) this.#keys.delete(other);
      }
      return new Map();
    }
    const values = this.#keys.get(key) ?? new Map<string, RegValue>();
    this.#keys.set(key, values);
    return values;
  }
}

function assign(values: Map<string, RegValue>, { text, line }: LogicalLine, path: string): void {
  const parts = /^(?:@|"((?:[^"\\]|\\.)*)")\s*=\s*(.*)$/.exec(text);
  if (parts === null) throw new Error(`${path}:${line}: ${JSON.stringify(text)} is no "name"=value`);
  const name = unescaped(parts[1] ?? '').toLowerCase();
  const data = parts[2] ?? '';
  if (/^-\s*(?:;.*)?$/.test(data)) values.delete(name);
  else values.set(name, { ...parseData(data, line, path), line });
}

function parseData(data: string, line: number, path: string): Omit<RegValue, 'line'> {
  const quoted = /^"((?:[^"\\]|\\.)*)"\s*(?:;.*)?$/.exec(data);
  if (quoted !== null) return { type: 'string', value: unescaped(quoted[1] ?? '') };
  const dword = /^dword:([\da-f]{1,8})\s*(?:;.*)?$/i.exec(data);
  if (dword !== null) return { type: 'dword', value: Number.parseInt(dword[1] ?? '', 16) };
  const hex = /^(hex(?:\([\da-f]+\))?):([\da-f,\s]*)(?:;.*)?$/i.exec(data);
  if (hex === null) throw new Error(`${path}:${line}: ${JSON.stringify(data)} is no string, dword: or hex: value`);
  const type = (hex[1] ?? '').toLowerCase();
  const bytes = (hex[2] ?? '').split(',').map((byte) => byte.trim());
  if (type !== 'hex(4)' || bytes.length !== 4) return { type, value: bytes.join(',') };
  // hex(4) is another way to write a dword: four bytes, the lowest first.
  return {
    type: 'dword',
    value: Number.parseInt(
      bytes
        .reverse()
        .map((byte) => byte.padStart(2, '0'))
        .join(''),
      16,
    ),
  };
}

/** Lines without blank ones and comments; a line that ends with a backslash goes on in the next. */
function logicalLines(text: string): LogicalLine[] {
  const lines: LogicalLine[] = [];
  let open: { text: string; line: number } | undefined;
  for (const [index, physical] of text.split(/\r\n|\r|\n/).entries()) {
    const part = physical.trim();
    if (open === undefined && (part === '' || part.startsWith(';'))) continue;
    open = open === undefined ? { text: part, line: index + 1 } : { ...open, text: open.text + part };
    if (/^[^"]*$|=\s*hex/i.test(open.text) && open.text.endsWith('\\')) {
      open.text = open.text.slice(0, -1);
      continue;
    }
    lines.push(open);
    open = undefined;
  }
  if (open !== undefined) lines.push(open);
  return lines;
}

function decode(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return buffer.subarray(2).toString('utf16le');
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return buffer.subarray(3).toString('utf8');
  if (buffer.length > 1 && buffer[1] === 0) return buffer.toString('utf16le');
  return buffer.toString(buffer.subarray(0, 8).toString('latin1') === 'REGEDIT4' ? 'latin1' : 'utf8');
}

function normalKey(key: string): string {
  const [root = '', ...rest] = key.split('\\');
  return [rootNames.get(root.toUpperCase()) ?? root, ...rest].join('\\').toLowerCase();
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}
