import type { Guid, IUnknown } from '@mapi-kit/sdk';
import type { Allocators } from '../allocators.js';
import type { Cells } from '../cells.js';
import { type Address, copyMemory } from '../ffi.js';
import type { Reader } from '../reader.js';
import type { Threads } from '../threads.js';
import type { Writer } from '../writer.js';

/** What turns objects into pointers, and pointers into objects. */
export interface Objects {
  /** A pointer that is lent for a call: {@link takeBack} ends it. */
  lend(object: IUnknown, of: string): Address;
  takeBack(address: Address): void;
  /** What a method of the library's object was lent stays lent, until {@link endLending}. */
  lendOn(address: Address, to: Address): void;
  endLending(to: Address): void;
  /** A pointer that comes with a reference of its object. */
  give(object: IUnknown, of: string): Address;
  /** The object of a pointer that is lent for a call: {@link returnTo} ends it. */
  borrow(address: Address, of: string): IUnknown;
  returnTo(object: IUnknown): void;
  /** The object of a pointer that comes with a reference. */
  take(address: Address, of: string): IUnknown;
  /** The interface of an IID; IUnknown for those that nobody knows here. */
  interfaceOf(iid: Guid): string;
}

/** What all calls share. */
export interface Memory {
  readonly writer: Writer;
  readonly reader: Reader;
  readonly cells: Cells;
  readonly allocators: Allocators;
  readonly threads: Threads;
}

/** One call, in either direction, while its parameters are passed. */
export interface Call extends Memory {
  readonly objects: Objects;
  /** Texts are WCHARs: MAPI_UNICODE is among the flags. */
  unicode: boolean;
  /** The interface that was asked for last. */
  iid: Guid | null;
  /** MAPI_FOLDER and so on, which says what an object is that was opened. */
  objectType: number;
  /** What C was lent to write to, or to replace. */
  room: Address;
  /** The pointers that are lent for the call. */
  readonly lent: Address[];
  /** The objects that are borrowed for it. */
  readonly borrowed: IUnknown[];
  /** What is passed to C. */
  readonly args: number[];
}

/** A call that begins. It is made part by part: to spread `memory` would cost more than all else that a call takes. */
export function beginCall(
  { writer, reader, cells, allocators, threads }: Memory,
  objects: Objects,
  unicode: boolean,
  args: number[],
): Call {
  return {
    writer,
    reader,
    cells,
    allocators,
    threads,
    objects,
    unicode,
    iid: null,
    objectType: 0,
    room: 0,
    lent: [],
    borrowed: [],
    args,
  };
}

/** How a parameter is passed, in both directions. */
export interface Codec {
  /** Ours to C: pushes the arguments; a cell, where C is to write. */
  send?(call: Call, value: unknown, of: string | undefined): number;
  /** Ours to C, afterwards: what C wrote. */
  collect?(call: Call, cell: number, of: string | undefined): unknown;
  /** C to ours: what was passed. */
  receive?(call: Call, args: readonly number[], at: number, of: string | undefined): unknown;
  /** C to ours, afterwards: where C wants it. */
  answer?(call: Call, args: readonly number[], at: number, value: unknown, of: string | undefined): void;
  /** C to ours, after a success: what was passed is ours now. */
  own?(call: Call, args: readonly number[], at: number): void;
}

/** Writes 32 bits to anywhere; nowhere is allowed. */
export function poke32(memory: Memory, address: Address, value: number): void {
  poke(memory, address, 4, BigInt(value));
}

/** Writes 64 bits to anywhere; nowhere is allowed. */
export function poke64(memory: Memory, address: Address, value: number | bigint): void {
  poke(memory, address, 8, BigInt(value));
}

function poke({ cells }: Memory, address: Address, bytes: number, value: bigint): void {
  if (address === 0) return;
  const mark = cells.mark;
  const cell = cells.take(BigInt.asUintN(64, value));
  copyTo(address, cells.addressOf(cell), bytes);
  cells.release(mark);
}

/** Copies bytes from one place to another. */
export function copyTo(target: Address, source: Address, bytes: number): void {
  if (bytes > 0) copyMemory(target, source, bytes);
}
