import { Buffer } from 'node:buffer';
import {
  FAILED,
  type IMAPIProp,
  type IStream,
  isCode,
  MAPI_E_NO_SUPPORT,
  MAPI_MODIFY,
  type PropTag,
} from '@mapi-kit/sdk';
import { partOf, propertyKey } from '../../recording/parts.js';
import { insist, unwrap } from '../store/refusal.js';
import type { Random } from '../workload/random.js';
import { openStream, type SavedParts } from './write-whole.js';

/** The origins of IStream::Seek. */
const FROM_START = 0;
const FROM_END = 2;
const PATCH_BYTES = 500;
const CUT_BYTES = 1_000;

/** What becomes of the end of a value that is changed where it stands. */
export type End = 'stays' | 'is-another';

/**
 * Changes a value where it stands, as programs do that write documents in place: some bytes in the middle become others, and
 * the end is cut off, and something else is put there, or it stays, and so does the size.
 *
 * @param path - of the object in `parts`
 * @throws Refusal
 */
export function rewriteInPlace(
  object: IMAPIProp,
  tag: PropTag,
  random: Random,
  parts: SavedParts,
  end: End,
  path: string = '',
): void {
  const stream = openStream(object, tag, MAPI_MODIFY);
  if (stream === null) return;
  const bytes = readAll(stream);
  if (bytes.length < 2 * CUT_BYTES) {
    // Not what was meant: of that there is more. Which attachment is the first one, the store says.
    stream.Release();
    return;
  }
  const middle = Math.floor(bytes.length / 2);
  const sought = stream.Seek(middle, FROM_START);
  if (FAILED(sought.hr)) {
    // A stream may go in one direction only.
    stream.Release();
    return;
  }
  const [patch, tail] = [random.bytes(PATCH_BYTES), random.bytes(PATCH_BYTES)];
  write(stream, patch);
  bytes.set(patch, middle);
  if (end === 'is-another') {
    insist(stream.SetSize(bytes.length - CUT_BYTES), 'IStream::SetSize');
    unwrap(stream.Seek(0, FROM_END), 'IStream::Seek');
    write(stream, tail);
  }
  const committed = stream.Commit(0);
  if (!isCode(committed, MAPI_E_NO_SUPPORT)) insist(committed, 'IStream::Commit');
  stream.Release();
  const now = end === 'stays' ? bytes : Buffer.concat([bytes.subarray(0, bytes.length - CUT_BYTES), tail]);
  parts[propertyKey(path, tag)] = partOf(new Uint8Array(now));
}

function readAll(stream: IStream): Uint8Array {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const chunk = unwrap(stream.Read(0x10000), 'IStream::Read');
    if (chunk.length === 0) return new Uint8Array(Buffer.concat(chunks));
    chunks.push(chunk);
  }
}

function write(stream: IStream, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += unwrap(stream.Write(bytes.subarray(at)), 'IStream::Write');
}
