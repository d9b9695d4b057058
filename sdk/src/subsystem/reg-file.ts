import { Buffer } from 'node:buffer';
import { parseData, type RegData, unescaped } from './reg-data.js';

/** One value of a .reg file. */
export interface RegValue extends RegData {
  /** The line the value begins on, counted from 1. */
  readonly line: number;
}

type Values = Map<string, RegValue>;

const VERSION_5 = 'Windows Registry Editor Version 5.00';
const VERSION_4 = 'REGEDIT4';

const rootNames: ReadonlyMap<string, string> = new Map([
  ['HKCU', 'HKEY_CURRENT_USER'],
  ['HKLM', 'HKEY_LOCAL_MACHINE'],
  ['HKCR', 'HKEY_CLASSES_ROOT'],
  ['HKU', 'HKEY_USERS'],
  ['HKCC', 'HKEY_CURRENT_CONFIG'],
]);
const roots: ReadonlySet<string> = new Set(rootNames.values());

/**
 * The keys and values of a .reg file, names without regard to case: as `reg import` of Windows reads it.
 *
 * That leaves out what it does not understand and goes on, so we do; each such line is named in {@link RegFile.warnings}.
 */
export class RegFile {
  readonly #keys = new Map<string, Values>();
  readonly #path: string;
  readonly #lines: readonly string[];
  readonly #warnings: string[] = [];
  /** The values of the key that the file is at; undefined where values belong to none. */
  #current: Values | undefined;
  #next = 1;

  private constructor(lines: readonly string[], path: string) {
    this.#lines = lines;
    this.#path = path;
  }

  /**
   * Reads a file: version 5.00 in UTF-16 with a byte order mark or in an 8-bit code page, or REGEDIT4.
   *
   * @param bytes - the content
   * @param path - how errors and warnings call the file
   * @throws Error naming file and line when import refuses such a file
   */
  static parse(bytes: Uint8Array, path: string): RegFile {
    const lines = decode(bytes).split(/\r\n|\r|\n/);
    const header = (lines[0] ?? '').replace(/^[ \t]+/, '');
    const file = new RegFile(lines, path);
    if (header === VERSION_5 || header === VERSION_4) file.#read();
    else if (header.startsWith('REGEDIT')) {
      file.#warn(
        1,
        `import takes nothing from a file that begins with ${JSON.stringify(header)} instead of ${VERSION_4}`,
      );
    } else throw new Error(`${path}:1: a .reg file begins with "${VERSION_5}" or "${VERSION_4}"${encodingHint(bytes)}`);
    return file;
  }

  /** What import leaves out, each with file and line. */
  get warnings(): readonly string[] {
    return this.#warnings;
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

  #read(): void {
    for (let text = this.#line(); text !== undefined; text = this.#line()) {
      const line = this.#next;
      const entry = text.replace(/^[ \t]+/, '');
      if (entry.startsWith('[')) this.#openKey(entry, line);
      else if (entry.startsWith('"') || entry.startsWith('@')) this.#assign(entry, line);
      else if (entry !== '' && !entry.startsWith(';') && !entry.startsWith('#')) {
        this.#warn(line, `${JSON.stringify(entry)} is no [key] and no "name"=value`);
      }
    }
  }

  /** The next line; `#next` is its number then. */
  #line(): string | undefined {
    const text = this.#lines[this.#next];
    if (text !== undefined) this.#next += 1;
    return text;
  }

  /** Opens the key of a `[key]` line; a `[-key]` line deletes it and what is below. */
  #openKey(text: string, line: number): void {
    this.#current = undefined;
    const parts = /^\[(-?)([^ \t].*)\]/.exec(text);
    const key = normalKey(parts?.[2] ?? '');
    if (parts === null || !roots.has(key.split('\\')[0]?.toUpperCase() ?? '')) {
      this.#warn(line, `${JSON.stringify(text)} is no [key]; the values after it belong to none`);
      return;
    }
    if (parts[1] === '-') {
      for (const other of [...this.#keys.keys()]) {
        if (other === key || other.startsWith(`${key}\\`)) this.#keys.delete(other);
      }
      return;
    }
    this.#current = this.#keys.get(key) ?? new Map<string, RegValue>();
    this.#keys.set(key, this.#current);
  }

  #assign(text: string, line: number): void {
    const parts = /^(?:@|"((?:[^"\\]|\\.)*)")[ \t]*=[ \t]*(.*?)[ \t]*$/.exec(text);
    const name = unescaped(parts?.[1] ?? '')?.toLowerCase();
    const data = parts === null ? undefined : parseData(parts[2] ?? '', () => this.#line());
    if (data === undefined || name === undefined) this.#warn(line, `${JSON.stringify(text)} is no "name"=value`);
    else if (this.#current === undefined) this.#warn(line, `${JSON.stringify(text)} belongs to no key`);
    else if (data === '-') this.#current.delete(name);
    else this.#current.set(name, { ...data, line });
  }

  #warn(line: number, what: string): void {
    this.#warnings.push(`${this.#path}:${line}: ${what}`);
  }
}

/** Only the mark of UTF-16 tells import of an encoding; whatever else is of 8 bits, of which ASCII is all that we need. */
function decode(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isMarked = buffer[0] === 0xff && buffer[1] === 0xfe;
  return isMarked ? buffer.subarray(2).toString('utf16le') : buffer.toString('latin1');
}

function encodingHint(bytes: Uint8Array): string {
  const isMarkedUtf8 = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (isMarkedUtf8) return '; save it without the byte order mark of UTF-8, which import takes for text';
  return bytes[1] === 0 ? '; UTF-16 needs its byte order mark' : '';
}

function normalKey(key: string): string {
  const [root = '', ...rest] = key.replace(/\\+$/, '').split('\\');
  return [rootNames.get(root.toUpperCase()) ?? root, ...rest].join('\\').toLowerCase();
}
