import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ABProviderInit } from '@mapi-kit/example-vcard-address-book';
import {
  FAILED,
  findValue,
  formatHresult,
  type HRESULT,
  type IABContainer,
  type IAddrBook,
  IID_IMAPIClientShutdown,
  type IMAPIClientShutdown,
  type IMAPIProp,
  type IMAPISession,
  KEEP_OPEN_READWRITE,
  PR_DEF_CREATE_MAILUSER,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  type PropertyValue,
  type PropTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import type { ExecutionContext } from 'ava';

/** The file that keeps other processes out. */
export const LOCK = '.mapi-kit.lock';

/** Where the cards and the profile are, for several lives. */
export class Home {
  readonly folder: string;
  readonly profiles: string;

  constructor(t: ExecutionContext, settings: Readonly<Record<string, string>> = {}) {
    const root = mkdtempSync(join(tmpdir(), 'mapi-kit-vcard-'));
    t.teardown(() => rmSync(root, { recursive: true, force: true }));
    this.folder = join(root, 'cards');
    this.profiles = join(root, 'profiles');
    mkdirSync(this.folder);
    const { profiles } = this.#subsystem();
    profiles.createProfile('work');
    const [dllName, displayName, dataDirectory] = ['vcards', 'Cards', this.folder];
    profiles.addProvider('work', { kind: 'address-book', dllName, displayName, dataDirectory, settings });
  }

  put(name: string, text: string | Buffer): void {
    writeFileSync(join(this.folder, name), text);
  }

  bytes(name: string): Buffer {
    return readFileSync(join(this.folder, name));
  }

  text(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** What is in the folder, save the lock of whoever has it. */
  get files(): string[] {
    const names = readdirSync(this.folder).filter((name) => name !== LOCK);
    return names.sort();
  }

  /** A new subsystem, as a new process has one. */
  logOn(t: ExecutionContext): Life {
    const answers = new Map<string, HRESULT>();
    const subsystem = this.#subsystem((method, hr) => answers.set(method, hr));
    subsystem.MAPIInitialize(null);
    const session = must(subsystem.MAPILogonEx(0, 'work', null, 0));
    const life = new Life(session, answers);
    t.teardown(() => session.Logoff(0, 0, 0));
    return life;
  }

  #subsystem(answered?: (method: string, hr: HRESULT) => void): Subsystem {
    return new Subsystem({
      profileDirectory: this.profiles,
      modules: new Map([['vcards', { ABProviderInit }]]),
      observer: {
        returned: ({ method }, outcome) => {
          if (outcome.kind === 'returned') answered?.(method, outcome.hr);
        },
      },
    });
  }
}

/** A session with the address book open. */
export class Life {
  readonly session: IMAPISession;
  readonly book: IAddrBook;
  readonly container: IABContainer;
  readonly shutdown: IMAPIClientShutdown;
  /** What the provider itself has answered last, by method; the subsystem does not always hand it on. */
  readonly answers: ReadonlyMap<string, HRESULT>;

  constructor(session: IMAPISession, answers: ReadonlyMap<string, HRESULT>) {
    this.session = session;
    this.answers = answers;
    this.book = must(session.OpenAddressBook(0, null, 0));
    const personal = must(this.book.GetPAB());
    this.container = must(this.book.OpenEntry(personal, null, 0)).unknown as IABContainer;
    this.shutdown = must(session.QueryInterface(IID_IMAPIClientShutdown));
  }

  /** Saves a new entry; gives its entry id. */
  add(properties: readonly SPropValue[]): Uint8Array {
    const template = get(this.container, PR_DEF_CREATE_MAILUSER);
    const entry = must(this.container.CreateEntry(template ?? new Uint8Array(), 0));
    must(entry.SetProps(properties));
    succeed(entry.SaveChanges(KEEP_OPEN_READWRITE));
    const entryId = get(entry, PR_ENTRYID);
    entry.Release();
    if (entryId === undefined) throw new Error('the entry has no entry id');
    return entryId;
  }

  open(entryId: Uint8Array, flags = 0): IMAPIProp {
    return must(this.book.OpenEntry(entryId, null, flags)).unknown as IMAPIProp;
  }

  /** The entry ids of all entries by their names. */
  entries(): Map<string, Uint8Array> {
    const table = must(this.container.GetContentsTable(0));
    table.SetColumns([PR_DISPLAY_NAME_W, PR_ENTRYID], 0);
    const rows = must(table.QueryRows(100_000, 0));
    table.Release();
    return new Map(
      rows.map((row) => [findValue(row, PR_DISPLAY_NAME_W) ?? '', findValue(row, PR_ENTRYID) ?? new Uint8Array()]),
    );
  }

  named(name: string): IMAPIProp {
    const entryId = this.entries().get(name);
    if (entryId === undefined) throw new Error(`there is no entry ${name}`);
    return this.open(entryId);
  }
}

export function get<T extends PropertyValue>(object: IMAPIProp, tag: PropTag<T>): T | undefined {
  return findValue(must(object.GetProps([tag as PropTag], 0)), tag);
}

export function all(object: IMAPIProp): readonly SPropValue[] {
  return must(object.GetProps(null, 0x80000000));
}

export function succeed(hr: HRESULT): void {
  if (FAILED(hr)) throw new Error(`unexpected ${formatHresult(hr)}`);
}

export function must<T>({ hr, value }: { readonly hr: HRESULT; readonly value: T | null }): T {
  if (FAILED(hr) || value === null) throw new Error(`unexpected ${formatHresult(hr)}`);
  return value;
}
