import type { HRESULT } from '../com/hresult.js';
import type { IUnknown } from '../com/iunknown.js';
import type { Result } from '../com/result.js';

/**
 * A stream over the bytes of one property (objidl.h).
 *
 * @see https://learn.microsoft.com/windows/win32/api/objidl/nn-objidl-istream
 */
export interface IStream extends IUnknown {
  /** Reads up to `count` bytes from the position; fewer at the end. */
  Read(count: number): Result<Uint8Array>;
  /** Writes at the position; the value is the number of bytes written. */
  Write(bytes: Uint8Array): Result<number>;
  /** Moves the position: origin 0 from the start, 1 from here, 2 from the end; the value is the new position. */
  Seek(move: number, origin: number): Result<number>;
  /** Sets the length in bytes. */
  SetSize(size: number): HRESULT;
  /** Copies up to `count` bytes to another stream. */
  CopyTo(stream: IStream, count: number): Result<{ readonly read: number; readonly written: number }>;
  /** Passes what was written on to the property. */
  Commit(commitFlags: number): HRESULT;
  /** Discards what was written since the last Commit, where the stream is transacted. */
  Revert(): HRESULT;
  /** Locks a range of bytes. */
  LockRegion(offset: number, count: number, lockType: number): HRESULT;
  /** Unlocks a range of bytes. */
  UnlockRegion(offset: number, count: number, lockType: number): HRESULT;
  /** The length in bytes and the name. */
  Stat(statFlag: number): Result<{ readonly name: string | null; readonly size: number }>;
  /** A second stream over the same bytes with a position of its own. */
  Clone(): Result<IStream>;
}
