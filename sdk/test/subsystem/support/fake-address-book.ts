import {
  AB_MODIFIABLE,
  AB_RECIPIENTS,
  ComObject,
  CURRENT_SPI_VERSION,
  findValue,
  type Guid,
  guid,
  guidToBytes,
  type HRESULT,
  IID_IABContainer,
  IID_IABLogon,
  IID_IABProvider,
  type IMAPISupport,
  MAPI_ABCONT,
  MAPI_AMBIGUOUS,
  MAPI_E_NO_SUPPORT,
  MAPI_E_UNKNOWN_ENTRYID,
  MAPI_MAILUSER,
  MAPI_RESOLVED,
  MAPI_UNRESOLVED,
  PR_ANR_W,
  PR_CONTAINER_FLAGS,
  PR_DEPTH,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  type ProviderModule,
  propValue,
  S_OK,
  type SRow,
} from '@mapi-kit/sdk';
import { MemoryTable } from '@mapi-kit/sdk/subsystem';
import { NotingProvider } from './noting-provider.js';

/** A container of a fake address book. */
export interface FakeContainer {
  name: string;
  modifiable?: boolean;
  people: string[];
  /** What ResolveNames answers in place of resolving; MAPI_E_NO_SUPPORT leaves the contents table. */
  resolveResult?: HRESULT;
}

/** How a fake address book behaves. */
export interface BookOptions {
  containers?: FakeContainer[];
  /** The results of Logon, one a call; S_OK when they have run out. */
  logonResults?: HRESULT[];
  /** The result of opening the root container. */
  rootResult?: HRESULT;
  prepareResult?: HRESULT;
  onCall?: (method: string) => void;
}

/** An address book on the bare contract, which notes what it is asked. */
export class FakeAddressBook {
  readonly calls: string[] = [];
  readonly options: BookOptions;
  readonly uid: Guid = guid(crypto.randomUUID());
  support: IMAPISupport | undefined;

  constructor(options: BookOptions = {}) {
    this.options = options;
  }

  get module(): ProviderModule {
    const init = () => ({
      hr: S_OK,
      value: { providerVersion: CURRENT_SPI_VERSION, provider: new Provider(this, IID_IABProvider) },
    });
    return { ABProviderInit: init } as unknown as ProviderModule;
  }

  get containers(): FakeContainer[] {
    return this.options.containers ?? [];
  }

  called(method: string): void {
    this.calls.push(method);
    this.options.onCall?.(method);
  }

  /** The entry id of a container, or of a person in it. */
  id(container: number, person?: number): Uint8Array {
    return Uint8Array.from([
      0,
      0,
      0,
      0,
      ...guidToBytes(this.uid),
      container,
      ...(person === undefined ? [] : [person]),
    ]);
  }

  /** What is known of a person. */
  row(container: number, person: number): SRow {
    const name = this.containers[container]?.people[person] ?? '';
    return [
      propValue(PR_ENTRYID, this.id(container, person)),
      propValue(PR_DISPLAY_NAME_W, name),
      propValue(PR_EMAIL_ADDRESS_W, `${name.toLowerCase()}@book`),
    ];
  }

  /** The people whose names begin with a text. */
  find(container: number, text: string): SRow[] {
    const people = this.containers[container]?.people ?? [];
    return people.flatMap((name, index) =>
      text !== '' && name.toLowerCase().startsWith(text.toLowerCase()) ? [this.row(container, index)] : [],
    );
  }
}

class Provider extends NotingProvider<FakeAddressBook> {
  Logon(support: IMAPISupport): unknown {
    this.fake.called('Logon');
    const hr = this.fake.options.logonResults?.shift() ?? S_OK;
    if (hr !== S_OK) return { hr, value: null };
    support.AddRef();
    support.SetProviderUID(this.fake.uid, 0);
    this.fake.support = support;
    return { hr: S_OK, value: { logon: new Logon(this.fake, support), error: null } };
  }
}

class Logon extends ComObject {
  readonly fake: FakeAddressBook;
  readonly support: IMAPISupport;

  constructor(fake: FakeAddressBook, support: IMAPISupport) {
    super();
    this.fake = fake;
    this.support = support;
  }

  protected override interfaces(): readonly Guid[] {
    return [IID_IABLogon];
  }

  Logoff(): HRESULT {
    this.fake.called('Logoff');
    this.support.Release();
    return S_OK;
  }

  OpenEntry(entryId: Uint8Array | null): unknown {
    this.fake.called('OpenEntry');
    if (entryId === null && this.fake.options.rootResult !== undefined) {
      return { hr: this.fake.options.rootResult, value: null };
    }
    const container = entryId?.[20];
    if (container !== undefined && container >= this.fake.containers.length) {
      return { hr: MAPI_E_UNKNOWN_ENTRYID, value: null };
    }
    const objectType = entryId !== null && entryId.length > 21 ? MAPI_MAILUSER : MAPI_ABCONT;
    return { hr: S_OK, value: { objectType, unknown: new Container(this.fake, container) } };
  }

  CompareEntryIDs(a: Uint8Array, b: Uint8Array): unknown {
    this.fake.called('CompareEntryIDs');
    return { hr: S_OK, value: a.at(-1) === b.at(-1) };
  }

  Advise(): unknown {
    this.fake.called('Advise');
    return { hr: S_OK, value: 7 };
  }

  Unadvise(connection: number): HRESULT {
    this.fake.called(`Unadvise(${connection})`);
    return S_OK;
  }

  PrepareRecips(_flags: number, _tags: unknown, recipients: readonly SRow[]): unknown {
    this.fake.called(`PrepareRecips of ${recipients.length}`);
    const { prepareResult } = this.fake.options;
    if (prepareResult !== undefined) return { hr: prepareResult, value: null };
    return {
      hr: S_OK,
      value: recipients.map((recipient) => {
        const entryId = findValue(recipient, PR_ENTRYID) ?? new Uint8Array();
        return this.fake.row(entryId[20] ?? 0, entryId[21] ?? 0);
      }),
    };
  }
}

class Container extends ComObject {
  readonly fake: FakeAddressBook;
  readonly index: number | undefined;

  constructor(fake: FakeAddressBook, index: number | undefined) {
    super();
    this.fake = fake;
    this.index = index;
  }

  protected override interfaces(): readonly Guid[] {
    return [IID_IABContainer];
  }

  GetHierarchyTable(): unknown {
    const rows = this.fake.containers.map(({ name, modifiable = false }, index): SRow => {
      const flags = AB_RECIPIENTS | (modifiable ? AB_MODIFIABLE : 0);
      return [
        propValue(PR_ENTRYID, this.fake.id(index)),
        propValue(PR_DISPLAY_NAME_W, name),
        propValue(PR_CONTAINER_FLAGS, flags),
        propValue(PR_DEPTH, 1),
      ];
    });
    return { hr: S_OK, value: new MemoryTable([PR_ENTRYID], () => rows) };
  }

  /** A contents table that knows a restriction by PR_ANR and nothing else. */
  GetContentsTable(): unknown {
    const { fake, index = 0 } = this;
    let rows: readonly SRow[] = [];
    const table = new MemoryTable([PR_ENTRYID], () => rows);
    table.Restrict = (restriction) => {
      if (restriction?.rt !== 4 || restriction.tag !== PR_ANR_W) return MAPI_E_NO_SUPPORT;
      rows = fake.find(index, String(restriction.prop.value));
      table.changed();
      return S_OK;
    };
    return { hr: S_OK, value: table };
  }

  ResolveNames(_tags: null, _flags: number, recipients: readonly SRow[], resolutions: readonly number[]): unknown {
    const { fake, index = 0 } = this;
    const container = fake.containers[index];
    fake.called(`ResolveNames in ${container?.name ?? ''}`);
    if (container?.resolveResult !== undefined) return { hr: container.resolveResult, value: null };
    const resolved = recipients.map((recipient, position) => {
      if (resolutions[position] !== MAPI_UNRESOLVED) return { recipient, resolution: resolutions[position] };
      const found = fake.find(index, findValue(recipient, PR_DISPLAY_NAME_W) ?? '');
      const [only] = found;
      if (only === undefined) return { recipient, resolution: MAPI_UNRESOLVED };
      return found.length > 1
        ? { recipient, resolution: MAPI_AMBIGUOUS }
        : { recipient: only, resolution: MAPI_RESOLVED };
    });
    return {
      hr: S_OK,
      value: {
        recipients: resolved.map(({ recipient }) => recipient),
        resolutions: resolved.map(({ resolution }) => resolution),
      },
    };
  }
}
