import { FAILED, type HRESULT, hresult, isHresult } from '../com/hresult.js';
import { MAPI_E_CALL_FAILED, MAPI_E_INVALID_PARAMETER, MAPI_E_UNKNOWN_FLAGS } from '../com/hresult-codes.js';
import type { IUnknown } from '../com/iunknown.js';
import { failed, type Result, succeeded } from '../com/result.js';
import { MAPI_DECLINE_OK, MAPI_DIALOG, MAPI_MOVE, MAPI_NOREPLACE, MAPI_UNICODE } from '../contract/flags.js';
import type { IMAPIProp } from '../contract/imapi-prop.js';
import { IID_IMAPIProp } from '../contract/interface-ids.js';
import { PROP_ID, PROP_TYPE, type PropTag, PT_ERROR, PT_OBJECT, type SPropValue } from '../contract/property-types.js';
import type { SPropProblem, SPropProblemArray, SPropTagArray } from '../contract/structures.js';
import { translateNames } from '../properties/named-translation.js';
import { isTooLarge, readLarge } from '../properties/property-reading.js';

const knownFlags = MAPI_MOVE | MAPI_NOREPLACE | MAPI_DECLINE_OK | MAPI_DIALOG;

/** Properties that belong to an object's identity or its place and are never copied: PR_ENTRYID, PR_OBJECT_TYPE, … */
const identityIds: ReadonlySet<number> = new Set([
  0x0ff6, 0x0ff9, 0x0ffa, 0x0ffb, 0x0ffe, 0x0fff, 0x0e09, 0x0ff4, 0x0ff7, 0x0ff8, 0x340d, 0x65e0, 0x65e2, 0x65e3,
]);

/** What CopyTo or CopyProps is to copy. */
export interface PropertyCopy {
  /** Where properties are read. */
  readonly source: IMAPIProp;
  /** Where they are written. */
  readonly destination: IUnknown;
  /** MAPI_MOVE, MAPI_NOREPLACE, MAPI_DECLINE_OK, MAPI_DIALOG. */
  readonly flags: number;
}

/**
 * Copies the plain properties of an object but the excluded ones to another object: the part of IMAPIProp::CopyTo that
 * concerns properties. Subobjects (PT_OBJECT: recipients, attachments, folder contents) are the caller's.
 */
export function copyAllBut(copy: PropertyCopy, excluded: SPropTagArray | null): Result<SPropProblemArray> {
  const list = copy.source.GetPropList(MAPI_UNICODE);
  if (FAILED(list.hr)) return failed(list.hr);
  const out = new Set((excluded ?? []).map(PROP_ID));
  const tags = (list.value ?? []).filter((tag) => !out.has(PROP_ID(tag)) && !identityIds.has(PROP_ID(tag)));
  return copyTags(
    copy,
    tags.filter((tag) => PROP_TYPE(tag) !== PT_OBJECT),
  );
}

/**
 * Copies the listed properties of an object to another object: IMAPIProp::CopyProps. What is too large for GetProps is read
 * as a stream.
 *
 * @returns S_OK with a problem for each property that could not be copied; a failure when nothing was done
 * @throws MapiError when a stream cannot be read
 */
export function copyTags(copy: PropertyCopy, tags: SPropTagArray): Result<SPropProblemArray> {
  if ((copy.flags & ~knownFlags) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
  const reached = copy.destination.QueryInterface(IID_IMAPIProp);
  const destination = reached.value ?? asProperties(copy.destination);
  if (destination === null) return failed(FAILED(reached.hr) ? reached.hr : MAPI_E_INVALID_PARAMETER);
  try {
    return tags.length === 0 ? succeeded([]) : copyInto(copy, destination, tags);
  } finally {
    if (reached.value !== null) reached.value.Release();
  }
}

function copyInto(copy: PropertyCopy, destination: IMAPIProp, tags: SPropTagArray): Result<SPropProblemArray> {
  const read = copy.source.GetProps(tags, MAPI_UNICODE);
  if (FAILED(read.hr)) return failed(read.hr);
  const problems: SPropProblem[] = [];
  const values: SPropValue[] = [];
  const positions: number[] = [];
  const translate = translateNames(copy.source, destination, tags);
  const present = (copy.flags & MAPI_NOREPLACE) === 0 ? new Set<number>() : presentIds(destination);
  for (const [index, value] of withLarge(copy.source, read.value ?? []).entries()) {
    const tag = tags[index] ?? value.tag;
    if (PROP_TYPE(value.tag) === PT_ERROR) problems.push({ index, tag, scode: codeOf(value.value) });
    else if (!present.has(PROP_ID(translate(value).tag))) {
      values.push(value);
      positions.push(index);
    }
  }
  if (values.length === 0) return succeeded(problems);
  const set = destination.SetProps(values.map(translate));
  if (FAILED(set.hr)) return failed(set.hr);
  const refused = new Set((set.value ?? []).map(({ index }) => index));
  for (const { index, tag, scode } of set.value ?? []) {
    problems.push({
      index: positions[index] ?? index,
      tag: values[index]?.tag ?? tag,
      scode: codeOf(scode),
    });
  }
  if ((copy.flags & MAPI_MOVE) !== 0) {
    const moved = values.filter((_, index) => !refused.has(index)).map(({ tag }): PropTag => tag);
    if (moved.length > 0) copy.source.DeleteProps(moved);
  }
  return succeeded(problems);
}

/** Puts in what GetProps has left out because it is too large, read as streams. */
function withLarge(source: IMAPIProp, values: readonly SPropValue[]): readonly SPropValue[] {
  const ids = values.filter(isTooLarge).map(({ tag }) => PROP_ID(tag));
  if (ids.length === 0) return values;
  const large = new Map(Array.from(readLarge(source, ids), (value) => [PROP_ID(value.tag), value]));
  return values.map((value) => (isTooLarge(value) ? (large.get(PROP_ID(value.tag)) ?? value) : value));
}

function presentIds(object: IMAPIProp): Set<number> {
  return new Set((object.GetPropList(0).value ?? []).map(PROP_ID));
}

/** Objects that have the methods of IMAPIProp need not answer for its id: Microsoft's own do not all. */
function asProperties(object: IUnknown): IMAPIProp | null {
  const candidate = object as Partial<IMAPIProp>;
  return typeof candidate.SetProps === 'function' ? (object as IMAPIProp) : null;
}

/** The code of a problem or of a property without a value, as the provider has written it. */
function codeOf(value: unknown): HRESULT {
  return isHresult(value) ? hresult(value) : MAPI_E_CALL_FAILED;
}
