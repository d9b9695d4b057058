import {
  ATTACH_EMBEDDED_MSG,
  MSGFLAG_ASSOCIATED,
  MSGFLAG_READ,
  PR_ATTACH_METHOD,
  PR_MESSAGE_FLAGS,
  PROP_ID,
  PS_MAPI,
  PT_LONG,
  PT_STRING8,
  PT_UNICODE,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { Mail, MailAttachment, NamedValue } from '../../life/mail.js';
import { type CompoundReader, readCompoundFile, type Storage } from './compound-file.js';
import { isLeftToStores, type OwnerKind } from './left-to-stores.js';
import { LIMITS } from './limits.js';
import { FIRST_NAMED_ID, type PropertyNames, readPropertyNames } from './property-names.js';
import { HEADER_BYTES, type RawProperty, readRawProperties } from './property-streams.js';
import type { ReadMail } from './read-mail.js';
import { Unusable } from './unusable.js';

const PR_MESSAGE_CODEPAGE = 0x3ffd;
const PR_INTERNET_CPID = 0x3fde;
const EMBEDDED = '__substg1.0_3701000d';
const WESTERN = 1252;

/**
 * Reads a message as Outlook saves it (MS-OXMSG): all of its properties, named ones by their names, with its recipients,
 * attachments and embedded messages.
 *
 * @param bytes - of the file
 * @param reader - of compound files
 * @throws Unusable when it is none, or not whole
 */
export function readMsgFile(bytes: Uint8Array, reader: CompoundReader): ReadMail {
  const root = readCompoundFile(bytes, reader);
  const message = new MsgReader(readPropertyNames(root));
  const { mail, flags } = message.readMessage(root, HEADER_BYTES.root, 0);
  if (mail.properties.length === 0) throw new Unusable('it has no properties');
  return { mail, read: (flags & MSGFLAG_READ) !== 0, leftOutValues: message.leftOut };
}

class MsgReader {
  readonly #names: PropertyNames;
  /** How many values are in the file and not in the message. */
  leftOut = 0;

  constructor(names: PropertyNames) {
    this.#names = names;
  }

  readMessage(storage: Storage, headerBytes: number, depth: number): { readonly mail: Mail; readonly flags: number } {
    if (depth > LIMITS.depth) throw new Unusable(`messages are embedded in it more than ${LIMITS.depth} deep`);
    const codePage = codePageOf(readRawProperties(storage, headerBytes, WESTERN).properties);
    const raw = this.#read(storage, headerBytes, codePage);
    const flags = numberOf(raw, PROP_ID(PR_MESSAGE_FLAGS)) ?? 0;
    const mail: Mail = {
      ...this.#part(raw, 'message'),
      recipients: numbered(storage, '__recip_version1.0_#').map((each) => {
        const { properties, named } = this.#part(this.#read(each, HEADER_BYTES.other, codePage), 'recipient');
        // A row has no names: its columns are tags.
        this.leftOut += named.length;
        return properties;
      }),
      attachments: numbered(storage, '__attach_version1.0_#').map((each) => this.#attachment(each, codePage, depth)),
      ...((flags & MSGFLAG_ASSOCIATED) === 0 ? {} : { associated: true }),
    };
    return { mail, flags };
  }

  #attachment(storage: Storage, codePage: number, depth: number): MailAttachment {
    const raw = this.#read(storage, HEADER_BYTES.other, codePage);
    const attachment = this.#part(raw, 'attachment');
    const inner = storage.storages.get(EMBEDDED);
    if (inner === undefined) return attachment;
    if (numberOf(raw, PROP_ID(PR_ATTACH_METHOD)) !== ATTACH_EMBEDDED_MSG) {
      // An object of OLE, whose storage is the affair of its program.
      this.leftOut += 1;
      return attachment;
    }
    return { ...attachment, embedded: this.readMessage(inner, HEADER_BYTES.embedded, depth + 1).mail };
  }

  #read(storage: Storage, headerBytes: number, codePage: number): readonly RawProperty[] {
    const { properties, unread } = readRawProperties(storage, headerBytes, codePage);
    this.leftOut += unread;
    return properties;
  }

  /** What a client sets of it: one property of each id, or name. */
  #part(
    raw: readonly RawProperty[],
    owner: OwnerKind,
  ): { readonly properties: readonly SPropValue[]; readonly named: readonly NamedValue[] } {
    const properties = new Map<number, SPropValue>();
    const named = new Map<string, NamedValue>();
    for (const { id, type, value } of raw) {
      const name = id < FIRST_NAMED_ID ? undefined : this.#names.get(id);
      const own = id < FIRST_NAMED_ID ? id : name?.kind === 0 && name.guid === PS_MAPI ? name.id : null;
      const key = own ?? (name === undefined ? null : `${name.guid} ${name.kind === 0 ? name.id : `"${name.name}"`}`);
      const taken = typeof key === 'number' ? properties.has(key) : key !== null && named.has(key);
      if (key === null || taken || (typeof key === 'number' && isLeftToStores(owner, key))) this.leftOut += 1;
      else if (typeof key === 'number') properties.set(key, { tag: propTag(key, typeIn(owner, type)), value });
      else if (name !== undefined) named.set(key, { name, type, value });
    }
    return { properties: [...properties.values()], named: [...named.values()] };
  }
}

/** Names of recipients and attachments are asked for in Unicode, by whoever lists them. */
function typeIn(owner: OwnerKind, type: number): number {
  return owner !== 'message' && type === PT_STRING8 ? PT_UNICODE : type;
}

/** The storages of a kind in their order. */
function numbered({ storages }: Storage, prefix: string): readonly Storage[] {
  const number = (name: string): number => Number.parseInt(name.slice(prefix.length), 16);
  return [...storages]
    .filter(([name]) => name.startsWith(prefix))
    .sort(([one], [other]) => number(one) - number(other))
    .map(([, storage]) => storage);
}

function codePageOf(raw: readonly RawProperty[]): number {
  return numberOf(raw, PR_MESSAGE_CODEPAGE) ?? numberOf(raw, PR_INTERNET_CPID) ?? WESTERN;
}

function numberOf(raw: readonly RawProperty[], wanted: number): number | undefined {
  const value = raw.find(({ id, type }) => id === wanted && type === PT_LONG)?.value;
  return typeof value === 'number' ? value : undefined;
}
