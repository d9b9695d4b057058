import { Buffer } from 'node:buffer';
import {
  type Guid,
  guidToBytes,
  MV_FLAG,
  PROP_TYPE,
  PT_APPTIME,
  PT_BINARY,
  PT_BOOLEAN,
  PT_CLSID,
  PT_CURRENCY,
  PT_DOUBLE,
  PT_I2,
  PT_I8,
  PT_LONG,
  PT_NULL,
  PT_R4,
  PT_STRING8,
  PT_SYSTIME,
  PT_UNICODE,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import CFB from 'cfb';
import type { Mail, MailAttachment, NamedValue } from '#harness/life/mail.js';

/** The value in the eight bytes of an entry, or in an array. */
const FIXED: ReadonlyMap<number, (value: never) => Buffer> = new Map<number, (value: never) => Buffer>([
  [PT_I2, (value: number) => filled(2, (bytes) => bytes.writeInt16LE(value))],
  [PT_LONG, (value: number) => filled(4, (bytes) => bytes.writeInt32LE(value))],
  [PT_R4, (value: number) => filled(4, (bytes) => bytes.writeFloatLE(value))],
  [PT_DOUBLE, (value: number) => filled(8, (bytes) => bytes.writeDoubleLE(value))],
  [PT_APPTIME, (value: number) => filled(8, (bytes) => bytes.writeDoubleLE(value))],
  [PT_CURRENCY, (value: bigint) => filled(8, (bytes) => bytes.writeBigInt64LE(value))],
  [PT_I8, (value: bigint) => filled(8, (bytes) => bytes.writeBigInt64LE(value))],
  [PT_SYSTIME, (value: bigint) => filled(8, (bytes) => bytes.writeBigUInt64LE(value))],
  [PT_BOOLEAN, (value: boolean) => filled(2, (bytes) => bytes.writeUInt16LE(value ? 1 : 0))],
  [PT_CLSID, (value: Guid) => Buffer.from(guidToBytes(value))],
]);

/**
 * Writes a message as Outlook saves it (MS-OXMSG).
 *
 * @param mail - the message
 * @param encodeString8 - of texts of type PT_STRING8; Latin-1 unless given
 * @returns the bytes of the file
 */
export function writeMsg(mail: Mail, encodeString8: (text: string) => Buffer = latin1): Uint8Array {
  const writer = new MsgWriter(encodeString8);
  writer.message('', mail, 32);
  writer.names();
  return new Uint8Array(CFB.write(writer.container, { type: 'buffer' }));
}

class MsgWriter {
  readonly container: CFB.CFB$Container = CFB.utils.cfb_new();
  readonly #names: NamedValue['name'][] = [];
  readonly #encode: (text: string) => Buffer;

  constructor(encode: (text: string) => Buffer) {
    this.#encode = encode;
  }

  message(path: string, { properties, named, recipients, attachments }: Mail, header: number): void {
    this.#object(path, properties, named, header);
    for (const [index, row] of recipients.entries()) {
      this.#object(`${path}/__recip_version1.0_#${hex(index)}`, row, [], 8);
    }
    for (const [index, each] of attachments.entries()) {
      this.#attachment(`${path}/__attach_version1.0_#${hex(index)}`, each);
    }
  }

  /** The storage of names: sets, names, texts. */
  names(): void {
    const sets: Guid[] = [];
    const texts: Buffer[] = [];
    const entries = this.#names.map((name, index) => {
      if (!sets.includes(name.guid)) sets.push(name.guid);
      const set = 3 + sets.indexOf(name.guid);
      return filled(8, (bytes) => {
        bytes.writeUInt32LE(name.kind === 0 ? name.id : Buffer.concat(texts).length, 0);
        bytes.writeUInt16LE((set << 1) | name.kind, 4);
        bytes.writeUInt16LE(index, 6);
        if (name.kind === 1) texts.push(textEntry(name.name));
      });
    });
    const folder = '/__nameid_version1.0/__substg1.0_';
    this.#add(`${folder}00020102`, Buffer.concat(sets.map((set) => guidToBytes(set))));
    this.#add(`${folder}00030102`, Buffer.concat(entries));
    this.#add(`${folder}00040102`, Buffer.concat(texts));
  }

  #attachment(path: string, { properties, named = [], embedded }: MailAttachment): void {
    this.#object(path, properties, named, 8);
    if (embedded !== undefined) this.message(`${path}/__substg1.0_3701000D`, embedded, 24);
  }

  #object(path: string, properties: readonly SPropValue[], named: readonly NamedValue[], header: number): void {
    const own = named.map(({ name, type, value }) => ({ tag: propTag(0x8000 + this.#idOf(name), type), value }));
    const entries = [...properties, ...own].map(({ tag, value }) => {
      return filled(16, (bytes) => {
        bytes.writeUInt32LE(tag, 0);
        bytes.writeUInt32LE(6, 4);
        this.#value(path, tag, value).copy(bytes, 8);
      });
    });
    this.#add(`${path}/__properties_version1.0`, Buffer.concat([Buffer.alloc(header), ...entries]));
  }

  #idOf(name: NamedValue['name']): number {
    const known = this.#names.findIndex((other) => JSON.stringify(other) === JSON.stringify(name));
    return known < 0 ? this.#names.push(name) - 1 : known;
  }

  /** @returns what stands in the entry: the value, or its size */
  #value(path: string, tag: number, value: SPropValue['value']): Buffer {
    const type = PROP_TYPE(tag);
    const single = type & ~MV_FLAG;
    const fixed = FIXED.get(single);
    if (type === PT_NULL) return Buffer.alloc(0);
    if (fixed !== undefined && type !== PT_CLSID && single === type) return fixed(value as never);
    const stream = `${path}/__substg1.0_${hex(tag)}`;
    if (single === type) return this.#stream(stream, this.#bytesOf(type, value), type);
    const values = value as readonly never[];
    if (fixed !== undefined) return this.#stream(stream, Buffer.concat(values.map(fixed)), type);
    const parts = values.map((each) => this.#bytesOf(single, each));
    for (const [index, part] of parts.entries()) this.#add(`${stream}-${hex(index)}`, part);
    const sizes = parts.map((part) =>
      filled(single === PT_BINARY ? 8 : 4, (bytes) => bytes.writeUInt32LE(part.length)),
    );
    return this.#stream(stream, Buffer.concat(sizes), type);
  }

  #bytesOf(type: number, value: SPropValue['value']): Buffer {
    if (type === PT_UNICODE) return Buffer.from(value as string, 'utf16le');
    if (type === PT_STRING8) return this.#encode(value as string);
    return type === PT_CLSID ? Buffer.from(guidToBytes(value as Guid)) : Buffer.from(value as Uint8Array);
  }

  #stream(path: string, bytes: Buffer, type: number): Buffer {
    this.#add(path, bytes);
    const end = type === PT_UNICODE ? 2 : type === PT_STRING8 ? 1 : 0;
    return filled(8, (size) => size.writeUInt32LE(bytes.length + end));
  }

  #add(path: string, bytes: Buffer): void {
    CFB.utils.cfb_add(this.container, path, bytes, { unsafe: true });
  }
}

function filled(size: number, fill: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(size);
  fill(bytes);
  return bytes;
}

function textEntry(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  const entry = Buffer.alloc(4 + 4 * Math.ceil(bytes.length / 4));
  entry.writeUInt32LE(bytes.length);
  bytes.copy(entry, 4);
  return entry;
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

function hex(value: number): string {
  return (value >>> 0).toString(16).toUpperCase().padStart(8, '0');
}
