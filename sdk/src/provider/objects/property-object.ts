import { FAILED, type HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_BAD_VALUE,
  MAPI_E_COMPUTED,
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_INVALID_TYPE,
  MAPI_E_NO_ACCESS,
  MAPI_E_NOT_ENOUGH_MEMORY,
  MAPI_E_NOT_FOUND,
  MAPI_E_UNEXPECTED_ID,
  MAPI_W_ERRORS_RETURNED,
} from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import { type Result, succeeded } from '../../com/result.js';
import { MAPI_CREATE, MAPI_MODIFY, MAPI_UNICODE, STREAM_APPEND } from '../../contract/flags.js';
import type { IMAPIProgress } from '../../contract/imapi-progress.js';
import type { IMAPIProp } from '../../contract/imapi-prop.js';
import { IID_IStream } from '../../contract/interface-ids.js';
import { PR_NULL } from '../../contract/property-tags.js';
import {
  isPropertyValue,
  PROP_ID,
  PROP_TYPE,
  type PropTag,
  PT_ERROR,
  PT_OBJECT,
  PT_UNSPECIFIED,
  propTagName,
  propTypeName,
  type SPropValue,
} from '../../contract/property-types.js';
import type {
  MAPINAMEID,
  MAPIUID,
  SPropProblem,
  SPropProblemArray,
  SPropTagArray,
  SPropValueArray,
} from '../../contract/structures.js';
import { decodeStream, encodeStream, isStreamable } from '../../properties/stream-encoding.js';
import { fail } from './errors.js';
import type { LogonScope } from './logon-scope.js';
import { idsOfNames, namesOfIds } from './named-properties.js';
import type { ObjectFacts, ObjectSchema } from './object-schema.js';
import {
  answerRequest,
  copyOfValue,
  errorProperty,
  inCodePage,
  ownProperty,
  type PropertyBag,
  retag,
  storedType,
} from './property-bag.js';
import { copyProperties, propertiesToCopy } from './property-copy.js';
import { PropertyStream } from './property-stream.js';
import { StoreBoundObject } from './store-bound-object.js';

/** A property of a request that could not be set, by the index in the request. */
type Refusal = HRESULT | undefined;

/** IMAPIProp over a bag of properties and a schema of computed ones. */
export abstract class PropertyObject<V extends LogonScope> extends StoreBoundObject<V> implements IMAPIProp {
  /** Which properties there are besides the stored ones. */
  protected abstract get schema(): ObjectSchema<V['core']>;
  /** The object's state now. */
  abstract facts(): ObjectFacts<V['core']>;
  /** Changes the stored properties: at once, or in what the next save makes permanent. */
  protected abstract change(mutate: (bag: PropertyBag) => void): void;
  abstract SaveChanges(flags: number): HRESULT;

  /** Opens a property that is an object; undefined where there is no such view of it. */
  protected openObject(_tag: PropTag, _iid: InterfaceId<IUnknown>, _flags: number): IUnknown | undefined {
    return undefined;
  }

  /** Says why a property may not be set now, besides being computed. */
  protected refuse(_property: SPropValue): Refusal {
    return undefined;
  }

  /** Copies what is in the object besides its properties: recipients, attachments, messages, folders. */
  copySubobjects(_destination: IUnknown, _wanted: (tag: PropTag) => boolean, _flags: number): void {}

  protected requireWritable(): void {
    if (!this.facts().writable) fail(MAPI_E_NO_ACCESS, 'the object is open for reading only');
  }

  GetProps(tags: SPropTagArray | null, flags: number): Result<SPropValueArray> {
    return this.give('GetProps', () => {
      const unicode = (flags & MAPI_UNICODE) !== 0;
      const facts = this.facts();
      if (tags === null) {
        const all = this.schema.all(facts).map(ownValue);
        return succeeded(unicode ? all : all.map(inCodePage));
      }
      let errors = false;
      const values = tags.map((tag) => {
        const value = this.#answer(facts, tag, unicode);
        if (PROP_TYPE(value.tag) === PT_ERROR) errors = true;
        return value;
      });
      return errors ? succeeded(values, MAPI_W_ERRORS_RETURNED) : succeeded(values);
    });
  }

  GetPropList(flags: number): Result<SPropTagArray> {
    return this.give('GetPropList', () => {
      const all = this.schema.all(this.facts());
      const shown = (flags & MAPI_UNICODE) !== 0 ? all : all.map(inCodePage);
      return succeeded([...shown.map(({ tag }) => tag), ...this.schema.objectTags]);
    });
  }

  SetProps(values: SPropValueArray): Result<SPropProblemArray> {
    return this.give('SetProps', () => {
      this.requireWritable();
      const accepted: SPropValue[] = [];
      const problems: SPropProblem[] = [];
      let index = -1;
      for (const property of values) {
        index += 1;
        const type = PROP_TYPE(property.tag);
        if (type === PT_OBJECT || type === PT_UNSPECIFIED) {
          fail(
            MAPI_E_INVALID_PARAMETER,
            `${propTagName(property.tag)} cannot be set: its type is ${propTypeName(type)}`,
          );
        }
        if (type === PT_ERROR || property.tag === PR_NULL) continue;
        const scode = this.#refusal(property);
        if (scode === undefined) accepted.push(ownProperty(property));
        else problems.push({ index, tag: property.tag, scode });
      }
      if (accepted.length > 0) {
        this.change((bag) => {
          for (const property of accepted) bag.set(property);
        });
      }
      return succeeded(problems);
    });
  }

  DeleteProps(tags: SPropTagArray): Result<SPropProblemArray> {
    return this.give('DeleteProps', () => {
      this.requireWritable();
      const facts = this.facts();
      const present: PropTag[] = [];
      const problems: SPropProblem[] = [];
      for (const [index, tag] of tags.entries()) {
        if (this.schema.isReadOnly(tag)) problems.push({ index, tag, scode: MAPI_E_COMPUTED });
        else if (facts.bag.has(tag)) present.push(tag);
      }
      if (present.length > 0) {
        this.change((bag) => {
          for (const tag of present) bag.delete(tag);
        });
      }
      return succeeded(problems);
    });
  }

  OpenProperty<T extends IUnknown>(
    tag: PropTag,
    iid: InterfaceId<T>,
    _interfaceOptions: number,
    flags: number,
  ): Result<T> {
    return this.give('OpenProperty', () => {
      const creates = (flags & MAPI_CREATE) !== 0;
      if (creates && (flags & MAPI_MODIFY) === 0) fail(MAPI_E_INVALID_PARAMETER, 'MAPI_CREATE requires MAPI_MODIFY');
      // Whatever is opened has the methods of `iid`: openObject checks it, and a stream is opened for IID_IStream only.
      const object = this.openObject(tag, iid, flags) as T | undefined;
      if (object !== undefined) return succeeded(object);
      if (iid !== (IID_IStream as InterfaceId<IUnknown>) || !isStreamable(PROP_TYPE(tag))) {
        fail(MAPI_E_INTERFACE_NOT_SUPPORTED, `${propTagName(tag)} cannot be opened as ${iid}`);
      }
      return succeeded(this.#openStream(tag, flags) as unknown as T);
    });
  }

  CopyTo(
    excludedInterfaces: readonly InterfaceId<IUnknown>[],
    excludedProps: SPropTagArray | null,
    _uiParam: number,
    _progress: IMAPIProgress | null,
    _iid: InterfaceId<IUnknown>,
    destination: IUnknown,
    flags: number,
  ): Result<SPropProblemArray> {
    return this.give('CopyTo', () => {
      const excludedIds = new Set(excludedProps?.map(PROP_ID));
      const properties = propertiesToCopy(this.schema, this.facts(), (tag) => !excludedIds.has(PROP_ID(tag)));
      const wanted = (tag: PropTag): boolean => !excludedIds.has(PROP_ID(tag));
      const problems = copyProperties(this, properties, destination, flags, excludedInterfaces);
      this.copySubobjects(destination, wanted, flags);
      return succeeded(problems.filter(({ scode }) => scode !== MAPI_E_COMPUTED));
    });
  }

  CopyProps(
    includedProps: SPropTagArray,
    _uiParam: number,
    _progress: IMAPIProgress | null,
    _iid: InterfaceId<IUnknown>,
    destination: IUnknown,
    flags: number,
  ): Result<SPropProblemArray> {
    return this.give('CopyProps', () => {
      const facts = this.facts();
      const problems: SPropProblem[] = [];
      const properties: SPropValue[] = [];
      for (const [index, tag] of includedProps.entries()) {
        const found = this.schema.find(facts, tag);
        if (found !== undefined) properties.push(found);
        else if (!this.schema.objectTags.some((object) => PROP_ID(object) === PROP_ID(tag))) {
          problems.push({ index, tag, scode: MAPI_E_NOT_FOUND });
        }
      }
      for (const problem of copyProperties(this, properties, destination, flags, [])) {
        const index = includedProps.findIndex((tag) => PROP_ID(tag) === PROP_ID(problem.tag));
        problems.push({ ...problem, index });
      }
      this.copySubobjects(
        destination,
        (tag) => includedProps.some((wanted) => PROP_ID(wanted) === PROP_ID(tag)),
        flags,
      );
      return succeeded(problems.toSorted((a, b) => a.index - b.index));
    });
  }

  GetNamesFromIDs(
    tags: SPropTagArray | null,
    propSet: MAPIUID | null,
    flags: number,
  ): Result<{ readonly tags: SPropTagArray; readonly names: readonly (MAPINAMEID | null)[] }> {
    return this.give('GetNamesFromIDs', () => namesOfIds(this.view.core, tags, propSet, flags));
  }

  GetIDsFromNames(names: readonly MAPINAMEID[], flags: number): Result<SPropTagArray> {
    return this.give('GetIDsFromNames', () => idsOfNames(this.view.core, names, (flags & MAPI_CREATE) !== 0));
  }

  #answer(facts: ObjectFacts<V['core']>, tag: PropTag, unicode: boolean): SPropValue {
    if (this.schema.objectTags.some((object) => PROP_ID(object) === PROP_ID(tag))) {
      return errorProperty(tag, MAPI_E_NOT_ENOUGH_MEMORY);
    }
    return ownValue(answerRequest(this.schema.find(facts, tag), tag, unicode));
  }

  #refusal(property: SPropValue): Refusal {
    const id = PROP_ID(property.tag);
    if (id === 0 || id === 0xffff) return MAPI_E_UNEXPECTED_ID;
    if (this.schema.isReadOnly(property.tag)) return MAPI_E_COMPUTED;
    if (!isPropertyValue(PROP_TYPE(property.tag), property.value)) {
      return propTypeName(PROP_TYPE(property.tag)).startsWith('PT_') ? MAPI_E_BAD_VALUE : MAPI_E_INVALID_TYPE;
    }
    return this.refuse(property);
  }

  #openStream(tag: PropTag, flags: number): PropertyStream {
    const writable = (flags & MAPI_MODIFY) !== 0;
    if (writable) this.requireWritable();
    if (writable && this.schema.isReadOnly(tag)) fail(MAPI_E_COMPUTED, `${propTagName(tag)} is computed`);
    const found = answerRequest(this.schema.find(this.facts(), tag), tag, true);
    const missing = PROP_TYPE(found.tag) === PT_ERROR;
    const create = (flags & MAPI_CREATE) !== 0;
    if (missing && !create) fail(found.value as HRESULT, `there is no ${propTagName(tag)}`);
    const append = (flags & STREAM_APPEND) !== 0;
    const bytes = missing || (create && !append) ? new Uint8Array() : encodeStream(tag, found.value);
    const commit = (written: Uint8Array): void => {
      this.requireWritable();
      const property = { tag: retag(tag, storedType(PROP_TYPE(tag))), value: decodeStream(tag, written) };
      const scode = this.refuse(property);
      if (scode !== undefined && FAILED(scode)) fail(scode, `${propTagName(tag)} cannot be changed`);
      this.change((bag) => bag.set(property));
    };
    return new PropertyStream(this.view, bytes, writable ? commit : null, append ? bytes.length : 0);
  }
}

function ownValue(property: SPropValue): SPropValue {
  const value = copyOfValue(property.value);
  return value === property.value ? property : { tag: property.tag, value };
}
