import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  E_UNEXPECTED,
  FAILED,
  findValue,
  formatHresult,
  type HRESULT,
  type IABContainer,
  type IAddrBook,
  IID_IMAPIClientShutdown,
  type IMAPIProp,
  type IMAPISession,
  KEEP_OPEN_READWRITE,
  PR_DEF_CREATE_MAILUSER,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  type PropertyValue,
  type PropTag,
  type ProviderModule,
  PT_BINARY,
  propTag,
  propValue,
  S_OK,
} from '@mapi-kit/sdk';
import { type ProviderOutcome, Subsystem } from '@mapi-kit/sdk/subsystem';
import test, { type ExecutionContext } from 'ava';
import { type CertificationReport, type CertifyOptions, certify } from '#harness/index.js';
import { WALKS } from '../../certification/support/expectation.js';
import { compileFile } from '../../guides/support/compiler.js';
import { fileOf, javascriptIn, snippetsOf, snippetWith } from '../../guides/support/snippets.js';
import { reopened } from '../../guides/support/splice.js';
import { ROOT } from '../../support/npm.js';

// The guide's own module, loaded from a folder of its own that has the SDK installed, and driven by a client.

const guide = readFileSync(join(ROOT, 'docs', 'write-your-first-address-book.md'), 'utf8');
const module = fileOf(snippetsOf(guide), 'card-box.ts');
const whole = javascriptIn(module);
const mistake = javascriptIn(snippetWith(snippetsOf(guide), 'async persistForExit'));
const bytes = propTag(0x6700, PT_BINARY);

/** An author's folder with a module, a profile that lists it, and a place for its data. */
class Project {
  readonly #folder: string;
  readonly outcomes = new Map<string, ProviderOutcome>();

  constructor(t: ExecutionContext, code: string) {
    this.#folder = mkdtempSync(join(tmpdir(), 'mapi-kit-guide-'));
    t.teardown(() => rmSync(this.#folder, { recursive: true, force: true }));
    mkdirSync(join(this.#folder, 'node_modules', '@mapi-kit'), { recursive: true });
    mkdirSync(this.data);
    symlinkSync(join(ROOT, 'sdk'), join(this.#folder, 'node_modules', '@mapi-kit', 'sdk'), 'junction');
    writeFileSync(join(this.#folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(this.#folder, 'card-box.js'), code);
  }

  /** Replaces the module by TypeScript, compiled as the guide does. */
  async compile(t: ExecutionContext, code: string): Promise<void> {
    await compileFile(t, this.#folder, 'card-box', code);
  }

  /** Certifies the module as the guide does. */
  async certify(options: Partial<CertifyOptions> = {}): Promise<CertificationReport> {
    const usual = { provider: './card-box.js', cwd: this.#folder, out: null, seed: 7, items: 12, jobs: 2 };
    return await certify({ ...usual, ...options });
  }

  get data(): string {
    return join(this.#folder, 'data');
  }

  /** Logs on in a new subsystem, as a new process does. */
  async logOn(t: ExecutionContext): Promise<IMAPISession> {
    const module = (await import(pathToFileURL(join(this.#folder, 'card-box.js')).href)) as ProviderModule;
    const subsystem = new Subsystem({
      profileDirectory: join(this.#folder, 'profiles'),
      modules: new Map([['card-box', module]]),
      observer: { returned: ({ method }, outcome) => this.outcomes.set(method, outcome) },
    });
    if (this.outcomes.size === 0) {
      subsystem.profiles.createProfile('work');
      const dllName = 'card-box';
      subsystem.profiles.addProvider('work', {
        kind: 'address-book',
        dllName,
        displayName: dllName,
        dataDirectory: this.data,
      });
    }
    subsystem.MAPIInitialize(null);
    const session = must(subsystem.MAPILogonEx(0, 'work', null, 0));
    t.teardown(() => session.Logoff(0, 0, 0));
    return session;
  }
}

function openBook(session: IMAPISession): { book: IAddrBook; container: IABContainer } {
  const book = must(session.OpenAddressBook(0, null, 0));
  return { book, container: must(book.OpenEntry(must(book.GetPAB()), null, 0)).unknown as IABContainer };
}

function add(container: IABContainer, name: string, address: string): Uint8Array {
  const entry = must(container.CreateEntry(get(container, PR_DEF_CREATE_MAILUSER), 0));
  must(
    entry.SetProps([
      propValue(PR_DISPLAY_NAME_W, name),
      propValue(PR_EMAIL_ADDRESS_W, address),
      propValue(bytes, Uint8Array.of(0, 255)),
    ]),
  );
  const hr = entry.SaveChanges(KEEP_OPEN_READWRITE);
  if (FAILED(hr)) throw new Error(formatHresult(hr));
  const entryId = get(entry, PR_ENTRYID);
  entry.Release();
  return entryId;
}

function get<T extends PropertyValue>(object: IMAPIProp, tag: PropTag<T>): T {
  const value = findValue(must(object.GetProps([tag as PropTag], 0)), tag);
  if (value === undefined) throw new Error('a property is missing');
  return value;
}

function must<T>({ hr, value }: { readonly hr: HRESULT; readonly value: T | null }): T {
  if (FAILED(hr) || value === null) throw new Error(`unexpected ${formatHresult(hr)}`);
  return value;
}

test('The address book of the guide loses nothing in a fast shutdown', async (t) => {
  const project = new Project(t, whole);
  const first = await project.logOn(t);
  const { book, container } = openBook(first);
  const [zoe, bob] = [add(container, 'Zoë Müller', 'zoe@example.org'), add(container, 'Bob', 'bob@example.org')];
  must(book.ResolveName(0, 0, null, [[propValue(PR_DISPLAY_NAME_W, 'zoë')]]));
  t.is(container.DeleteEntries([bob], 0), S_OK);
  const shutdown = must(first.QueryInterface(IID_IMAPIClientShutdown));
  t.is(shutdown.QueryFastShutdown(), S_OK);
  t.is(shutdown.NotifyProcessShutdown(), S_OK);
  t.is(shutdown.DoFastShutdown(), S_OK);
  t.deepEqual(project.outcomes.get('DoFastShutdown'), { kind: 'returned', hr: S_OK });

  const next = openBook(await project.logOn(t));
  t.is(must(must(next.container.GetContentsTable(0)).QueryRows(10, 0)).length, 1);
  const entry = must(next.book.OpenEntry(zoe, null, 0)).unknown as IMAPIProp;
  t.is(get(entry, PR_EMAIL_ADDRESS_W), 'zoe@example.org');
  t.deepEqual(get(entry, bytes), Uint8Array.of(0, 255));
});

test('The address book of the guide loses nothing in a classic logoff, also when it is empty', async (t) => {
  const project = new Project(t, whole);
  const first = await project.logOn(t);
  const entryId = add(openBook(first).container, 'Bob', 'bob@example.org');
  t.is(first.Logoff(0, 0, 0), S_OK);
  const second = await project.logOn(t);
  t.is(openBook(second).container.DeleteEntries([entryId], 0), S_OK);
  t.is(second.Logoff(0, 0, 0), S_OK);
  const third = openBook(await project.logOn(t));
  t.is(must(must(third.container.GetContentsTable(0)).QueryRows(10, 0)).length, 0);
});

test('A damaged file makes the logon of the guide’s address book fail, and stays as it is', async (t) => {
  const project = new Project(t, whole);
  const file = join(project.data, 'cards');
  writeFileSync(file, 'damaged');
  const session = await project.logOn(t);
  t.is(must(must(session.OpenAddressBook(0, null, 0)).GetSearchPath(0)).length, 0);
  session.Logoff(0, 0, 0);
  t.is(readFileSync(file, 'utf8'), 'damaged');
});

test('With the mistake of the guide DoFastShutdown returns a promise, and Logoff fails', async (t) => {
  const project = new Project(t, reopened(whole, mistake));
  const session = await project.logOn(t);
  add(openBook(session).container, 'Bob', 'bob@example.org');
  must(session.QueryInterface(IID_IMAPIClientShutdown)).DoFastShutdown();
  t.is(project.outcomes.get('DoFastShutdown')?.kind, 'promise');
  session.Logoff(0, 0, 0);
  t.deepEqual(project.outcomes.get('Logoff'), { kind: 'returned', hr: E_UNEXPECTED });
});

test.serial('The address book of the guide is certified', async (t) => {
  t.timeout(580_000);
  const report = await new Project(t, whole).certify({ walks: WALKS });
  t.is(report.verdict, 'certified', report.summary);
});

test.serial('The TypeScript of the guide passes the quick mode, compiled as the guide does', async (t) => {
  t.timeout(580_000);
  const project = new Project(t, '');
  await project.compile(t, module.typescript);
  const report = await project.certify({ quick: true });
  t.is(report.verdict, 'passed', report.summary);
});

test.serial('With the mistake of the guide it fails COM-6, and nothing besides', async (t) => {
  t.timeout(580_000);
  const report = await new Project(t, reopened(whole, mistake)).certify({ quick: true });
  t.deepEqual(
    report.findings.filter(({ status }) => status === 'fail').map(({ id }) => id),
    ['COM-6'],
  );
});
