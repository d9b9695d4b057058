import { Buffer } from 'node:buffer';
import {
  E_OUTOFMEMORY,
  IID_IStream,
  type IMAPIProp,
  isCode,
  isHresult,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_ENOUGH_MEMORY,
  MAPI_E_NOT_FOUND,
  MAPI_UNICODE,
  PROP_ID,
  PROP_TYPE,
  type PropertyValue,
  type PropTag,
  PT_BINARY,
  PT_ERROR,
  PT_STRING8,
  PT_UNICODE,
  PT_UNSPECIFIED,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import { Refusal, unwrap } from './refusal.js';

const CHUNK_BYTES = 64 * 1024;

/**
 * Reads some properties; one that is too large for GetProps is read through a stream.
 *
 * @param object - a message, attachment or folder
 * @param tags - which ones, with their types
 * @returns the ones that are there, under the tags they were asked for
 * @throws Refusal when one is there and cannot be read
 */
export function readProperties(object: IMAPIProp, tags: readonly PropTag[]): SPropValue[] {
  const answers = unwrap(object.GetProps(tags, 0), 'IMAPIProp::GetProps');
  return answers.flatMap((answer, index) => {
    const tag = tags[index] as PropTag;
    if (PROP_ID(answer.tag) !== PROP_ID(tag))
      throw new Refusal('IMAPIProp::GetProps in another order', MAPI_E_NOT_FOUND);
    if (answer.tag === tag) return [answer];
    if (PROP_TYPE(answer.tag) !== PT_ERROR || isCode(answer.value, MAPI_E_NOT_FOUND)) return [];
    if (isCode(answer.value, MAPI_E_NOT_ENOUGH_MEMORY, E_OUTOFMEMORY)) return readStream(object, tag);
    const scode = isHresult(answer.value) ? answer.value : MAPI_E_NOT_FOUND;
    throw new Refusal(`IMAPIProp::GetProps of 0x${tag.toString(16)}`, scode);
  });
}

/**
 * Which properties an object has. Who cannot list them gives all of them with their values.
 *
 * @returns with PT_UNSPECIFIED what is too large for that
 * @throws Refusal
 */
export function listTags(object: IMAPIProp): readonly PropTag[] {
  const listed = object.GetPropList(MAPI_UNICODE);
  if (!isCode(listed.hr, MAPI_E_NO_SUPPORT)) return unwrap(listed, 'IMAPIProp::GetPropList');
  const values = unwrap(object.GetProps(null, MAPI_UNICODE), 'IMAPIProp::GetProps of all');
  return values.map(({ tag }) => (PROP_TYPE(tag) === PT_ERROR ? propTag(PROP_ID(tag), PT_UNSPECIFIED) : tag));
}

/** Of data that attachments have in a stream alone, some stores say so also where there is none. */
function readStream(object: IMAPIProp, tag: PropTag): SPropValue[] {
  const opened = object.OpenProperty(tag, IID_IStream, 0, 0);
  if (isCode(opened.hr, MAPI_E_NOT_FOUND)) return [];
  const stream = unwrap(opened, 'IMAPIProp::OpenProperty(IID_IStream)');
  const chunks: Uint8Array[] = [];
  for (;;) {
    const chunk = unwrap(stream.Read(CHUNK_BYTES), 'IStream::Read');
    if (chunk.length === 0) break;
    chunks.push(chunk);
  }
  stream.Release();
  return [{ tag, value: decode(PROP_TYPE(tag), Buffer.concat(chunks)) }];
}

function decode(type: number, bytes: Buffer): PropertyValue {
  if (type === PT_UNICODE) return bytes.toString('utf16le').replace(/\0+$/, '');
  if (type === PT_STRING8) return bytes.toString('latin1').replace(/\0+$/, '');
  if (type === PT_BINARY) return new Uint8Array(bytes);
  throw new Refusal(`a stream of 0x${type.toString(16)}`, MAPI_E_NOT_FOUND);
}
