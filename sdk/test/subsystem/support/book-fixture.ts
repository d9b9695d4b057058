import {
  findValue,
  type IAddrBook,
  type IMAPISession,
  type IMAPITable,
  PR_DISPLAY_NAME_W,
  type PropertyValue,
  type PropTag,
  propValue,
  type SRow,
} from '@mapi-kit/sdk';
import { Subsystem, type SubsystemOptions } from '@mapi-kit/sdk/subsystem';
import type { ExecutionContext } from 'ava';
import type { FakeAddressBook } from './fake-address-book.js';
import { logOn, must, temporaryFolder } from './fixture.js';

/** A subsystem whose profile `work` lists the address books. */
export function subsystemWithBooks(
  t: ExecutionContext,
  books: readonly FakeAddressBook[],
  options: Partial<SubsystemOptions> = {},
): Subsystem {
  const modules = new Map(books.map((book, index) => [`book-${index + 1}`, book.module]));
  const subsystem = new Subsystem({ profileDirectory: temporaryFolder(t), modules, ...options });
  subsystem.profiles.createProfile('work');
  for (const dllName of modules.keys()) {
    subsystem.profiles.addProvider('work', { kind: 'address-book', dllName, displayName: dllName });
  }
  subsystem.MAPIInitialize(null);
  return subsystem;
}

/** A session with address books, and the address book over them. */
export function openBook(
  t: ExecutionContext,
  books: readonly FakeAddressBook[],
  options: Partial<SubsystemOptions> = {},
): { subsystem: Subsystem; session: IMAPISession; book: IAddrBook } {
  const subsystem = subsystemWithBooks(t, books, options);
  const session = logOn(subsystem);
  return { subsystem, session, book: must(session.OpenAddressBook(0, null, 0)) };
}

/** A recipient of whom only the name is known. */
export function named(name: string): SRow {
  return [propValue(PR_DISPLAY_NAME_W, name)];
}

/** One column of a table. */
export function column<T extends PropertyValue>(table: IMAPITable, tag: PropTag<T>): (T | undefined)[] {
  table.SetColumns([tag], 0);
  const rows = must(table.QueryRows(1000, 0));
  table.Release();
  return rows.map((row) => findValue(row, tag));
}
