import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import { MAPI_E_INVALID_PARAMETER, MAPI_E_NO_ACCESS, MAPI_E_NO_SUPPORT, S_OK } from '../../com/hresult-codes.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import { IID_IStream } from '../../contract/interface-ids.js';
import type { IStream } from '../../contract/istream.js';
import type { LogonScope } from './logon-scope.js';
import { StoreBoundObject } from './store-bound-object.js';

const interfaceIds: readonly Guid[] = [IID_IStream];

/** The bytes that a stream and its clones share. */
interface StreamState {
  bytes: Uint8Array;
  length: number;
  committed: Uint8Array;
  /** Whether the property has the same bytes, which are never changed in place. */
  isShared: boolean;
}

/** What one very large value needed is not kept for the small ones after it. */
const MOST_KEPT = 1024 * 1024;
/**
 * Memory that the next stream is written in: new memory for each takes longer than everything else. It holds what others wrote.
 */
let spare: Uint8Array | undefined;

/** A stream over one property. What is written reaches the property by Commit; without it, it is lost with the stream. */
export class PropertyStream extends StoreBoundObject<LogonScope> implements IStream {
  readonly #state: StreamState;
  readonly #commit: ((bytes: Uint8Array) => void) | null;
  #position: number;

  /**
   * @param bytes - the bytes of the property, which nobody changes
   * @param commit - passes bytes on to the property, which may keep them; null for a stream that is read-only
   * @param position - where reading and writing begin
   */
  constructor(
    view: LogonScope,
    bytes: Uint8Array,
    commit: ((bytes: Uint8Array) => void) | null,
    position: number,
    state: StreamState = { bytes, length: bytes.length, committed: bytes, isShared: true },
  ) {
    super(view, 'property stream');
    this.#state = state;
    this.#commit = commit;
    this.#position = position;
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  Read(count: number): Result<Uint8Array> {
    return this.give('Read', () => {
      if (!Number.isInteger(count) || count < 0) return failed(MAPI_E_INVALID_PARAMETER);
      const end = Math.min(this.#position + count, this.#state.length);
      const bytes = new Uint8Array(this.#state.bytes.subarray(this.#position, Math.max(end, this.#position)));
      this.#position += bytes.length;
      return succeeded(bytes);
    });
  }

  Write(bytes: Uint8Array): Result<number> {
    return this.give('Write', () => {
      if (this.#commit === null) return failed(MAPI_E_NO_ACCESS);
      const end = this.#position + bytes.length;
      this.#reserve(end, this.#position);
      this.#state.bytes.set(bytes, this.#position);
      this.#position = end;
      this.#state.length = Math.max(this.#state.length, end);
      return succeeded(bytes.length);
    });
  }

  Seek(move: number, origin: number): Result<number> {
    return this.give('Seek', () => {
      const from = [0, this.#position, this.#state.length][origin];
      const position = (from ?? Number.NaN) + move;
      if (!Number.isSafeInteger(position) || position < 0) return failed(MAPI_E_INVALID_PARAMETER);
      this.#position = position;
      return succeeded(position);
    });
  }

  SetSize(size: number): HRESULT {
    return this.run('SetSize', () => {
      if (this.#commit === null) return MAPI_E_NO_ACCESS;
      if (!Number.isSafeInteger(size) || size < 0) return MAPI_E_INVALID_PARAMETER;
      if (size > this.#state.length) this.#reserve(size, size);
      this.#state.length = size;
      return S_OK;
    });
  }

  CopyTo(stream: IStream, count: number): Result<{ readonly read: number; readonly written: number }> {
    return this.give('CopyTo', () => {
      const read = this.Read(count);
      if (read.value === null) return failed(read.hr);
      const written = stream.Write(read.value);
      return written.value === null
        ? failed(written.hr)
        : succeeded({ read: read.value.length, written: written.value });
    });
  }

  Commit(_commitFlags: number): HRESULT {
    return this.run('Commit', () => {
      if (this.#commit === null) return S_OK;
      const { bytes, length, isShared } = this.#state;
      const committed = isShared && length === bytes.length ? bytes : new Uint8Array(bytes.subarray(0, length));
      this.#commit(committed);
      this.#goOnFrom(committed);
      return S_OK;
    });
  }

  Revert(): HRESULT {
    return this.run('Revert', () => {
      this.#goOnFrom(this.#state.committed);
      this.#position = Math.min(this.#position, this.#state.length);
      return S_OK;
    });
  }

  LockRegion(_offset: number, _count: number, _lockType: number): HRESULT {
    return this.run('LockRegion', () => MAPI_E_NO_SUPPORT);
  }

  UnlockRegion(_offset: number, _count: number, _lockType: number): HRESULT {
    return this.run('UnlockRegion', () => MAPI_E_NO_SUPPORT);
  }

  Stat(_statFlag: number): Result<{ readonly name: string | null; readonly size: number }> {
    return this.give('Stat', () => succeeded({ name: null, size: this.#state.length }));
  }

  Clone(): Result<IStream> {
    return this.give('Clone', () =>
      succeeded<IStream>(new PropertyStream(this.view, new Uint8Array(), this.#commit, this.#position, this.#state)),
    );
  }

  /** Has the bytes of the property; the stream's own memory serves the next one. */
  #goOnFrom(committed: Uint8Array): void {
    const state = this.#state;
    if (!state.isShared && state.bytes.length <= MOST_KEPT && state.bytes.length > (spare?.length ?? 0)) {
      spare = state.bytes;
    }
    state.bytes = committed;
    state.length = committed.length;
    state.committed = committed;
    state.isShared = true;
  }

  /**
   * Makes room for `length` bytes of the stream's own, in steps that double, so that many small writes stay cheap.
   *
   * @param start - where something is to be written: between the end and there are zeros
   */
  #reserve(length: number, start: number): void {
    const state = this.#state;
    if (state.isShared || length > state.bytes.length) {
      const grown = roomFor(Math.max(length, state.isShared ? state.length : state.bytes.length * 2));
      grown.set(state.bytes.subarray(0, state.length));
      state.bytes = grown;
      state.isShared = false;
    }
    if (start > state.length) state.bytes.fill(0, state.length, start);
  }
}

function roomFor(length: number): Uint8Array {
  if (spare === undefined || spare.length < length) return new Uint8Array(length);
  const room = spare;
  spare = undefined;
  return room;
}
