import { Buffer } from 'node:buffer';
import { guidFromBytes, type MAPINAMEID, PS_MAPI, PS_PUBLIC_STRINGS } from '@mapi-kit/sdk';
import type { Storage } from './compound-file.js';

/** The names of a file's named properties, by their ids in that file. */
export type PropertyNames = ReadonlyMap<number, MAPINAMEID>;

/** From here on property ids belong to names. */
export const FIRST_NAMED_ID = 0x8000;

const ENTRY_BYTES = 8;

/**
 * Reads the storage of names (MS-OXMSG 2.2.3).
 *
 * @param root - of the file; embedded messages have no names of their own
 * @returns the names that are whole
 */
export function readPropertyNames(root: Storage): PropertyNames {
  const streams = root.storages.get('__nameid_version1.0')?.streams;
  const streamOf = (id: string): Buffer => Buffer.from(streams?.get(`__substg1.0_${id}0102`) ?? []);
  const [guids, entries, texts] = [streamOf('0002'), streamOf('0003'), streamOf('0004')];
  const names = new Map<number, MAPINAMEID>();
  for (let at = 0; at + ENTRY_BYTES <= entries.length; at += ENTRY_BYTES) {
    const idOrOffset = entries.readUInt32LE(at);
    const kindAndSet = entries.readUInt16LE(at + 4);
    const set = setOf(kindAndSet >>> 1, guids);
    if (set === null) continue;
    const id = FIRST_NAMED_ID + entries.readUInt16LE(at + 6);
    if ((kindAndSet & 1) === 0) {
      names.set(id, { guid: set, kind: 0, id: idOrOffset });
      continue;
    }
    const name = textAt(idOrOffset, texts);
    if (name !== null) names.set(id, { guid: set, kind: 1, name });
  }
  return names;
}

function setOf(index: number, guids: Buffer): MAPINAMEID['guid'] | null {
  if (index === 1) return PS_MAPI;
  if (index === 2) return PS_PUBLIC_STRINGS;
  const at = 16 * (index - 3);
  return at < 0 || at + 16 > guids.length ? null : guidFromBytes(guids.subarray(at, at + 16));
}

/** A length in bytes, and the text. */
function textAt(offset: number, texts: Buffer): string | null {
  if (offset + 4 > texts.length) return null;
  const length = texts.readUInt32LE(offset);
  const end = offset + 4 + length;
  return length === 0 || end > texts.length ? null : texts.toString('utf16le', offset + 4, end);
}
