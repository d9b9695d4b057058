import { FAILED } from '../../com/hresult.js';
import { MAPI_UNICODE, MDB_NO_DIALOG, MDB_WRITE, STATUS_DEFAULT_STORE } from '../../contract/flags.js';
import type { IMSProvider, MSLogonResult } from '../../contract/ims-provider.js';
import { PR_RESOURCE_FLAGS } from '../../contract/property-tags.js';
import { findValue } from '../../contract/property-types.js';
import type { ENTRYID } from '../../contract/structures.js';
import type { SubsystemContext } from '../context.js';
import { guardedResult } from '../guarded-call.js';
import type { Profile } from '../profile.js';
import type { ProviderLogon } from '../provider-logon.js';
import type { SessionProviders } from '../session-providers.js';
import { sectionValues } from '../store-rows.js';
import { SpoolerStore } from './spooler-store.js';

/** A store that a client has opened, for the spooler to log on to. */
export interface OpenedStore {
  /** The logon through which the client has it. */
  readonly client: ProviderLogon;
  /** The store's own entry id. */
  readonly entryId: ENTRYID | null;
  /** What Logon gave for the spooler. */
  readonly spoolSecurity: Uint8Array | null;
}

const logonFlags = (MDB_NO_DIALOG | MDB_WRITE | MAPI_UNICODE) >>> 0;

/** The stores that the spooler of one session has open: those that the client has open, and did not open without mail. */
export class SpoolerStores {
  readonly #context: SubsystemContext;
  readonly #profile: Profile;
  readonly #providers: SessionProviders;
  readonly #stores: SpoolerStore[] = [];
  #waiting: OpenedStore[] = [];
  /** Those that the client has open and that do not let the spooler in. */
  readonly #refusing: Set<ProviderLogon> = new Set();

  constructor(context: SubsystemContext, profile: Profile, providers: SessionProviders) {
    this.#context = context;
    this.#profile = profile;
    this.#providers = providers;
  }

  /** The stores that are open, in the order in which the client opened them. */
  get open(): readonly SpoolerStore[] {
    return this.#stores;
  }

  /** The store that receives: the default store of the profile while it is open; without one, the first that is open. */
  get inbox(): SpoolerStore | undefined {
    const isDefault = (uid: string): boolean =>
      this.#profile.providers.some(
        (entry) =>
          entry.uid === uid &&
          ((findValue(sectionValues(this.#profile, entry), PR_RESOURCE_FLAGS) ?? 0) & STATUS_DEFAULT_STORE) !== 0,
      );
    const hasDefault = this.#profile.providers.some(({ kind, uid }) => kind === 'store' && isDefault(uid));
    return this.#stores.find(({ client, isLeaving }) => !isLeaving && (!hasDefault || isDefault(client.entry.uid)));
  }

  /** Whether a client of this session has a store open. */
  isKnown(storeUid: string): boolean {
    const isOne = ({ client }: { readonly client: ProviderLogon }): boolean => client.entry.uid === storeUid;
    return this.#stores.some(isOne) || this.#waiting.some(isOne);
  }

  /** The store that a client has open. */
  of(client: ProviderLogon): SpoolerStore | undefined {
    return this.#stores.find((store) => store.client === client);
  }

  /** A client has opened a store; the spooler logs on to it when it next does something. */
  add(opened: OpenedStore): void {
    this.#waiting.push(opened);
  }

  /** Whether a store that the client has open has refused the spooler. */
  get isRefused(): boolean {
    return [...this.#refusing].some(({ state }) => state === 'active');
  }

  /** Logs on to the stores that have been opened since; gives how many refused. */
  logOn(): number {
    const waiting = this.#waiting;
    this.#waiting = [];
    let refused = 0;
    for (const opened of waiting) {
      if (opened.client.state !== 'active' || this.#logOnTo(opened)) continue;
      this.#refusing.add(opened.client);
      refused += 1;
    }
    return refused;
  }

  /** Lets go of the store of a client. */
  remove(client: ProviderLogon): void {
    this.#waiting = this.#waiting.filter((opened) => opened.client !== client);
    this.#refusing.delete(client);
    const index = this.#stores.findIndex((store) => store.client === client);
    const [store] = index === -1 ? [] : this.#stores.splice(index, 1);
    store?.release();
  }

  /** Lets go of all stores. */
  removeAll(): void {
    this.#waiting = [];
    this.#refusing.clear();
    for (const { client } of [...this.#stores]) this.remove(client);
  }

  #logOnTo(opened: OpenedStore): boolean {
    const { client, entryId, spoolSecurity } = opened;
    const { observer } = this.#context;
    const answer = this.#providers.logOnSpooler<MSLogonResult>(client, ({ object }, support) =>
      guardedResult(observer, client.identity, 'IMSProvider', 'SpoolerLogon', object as IMSProvider, (provider) =>
        provider.SpoolerLogon(support, 0, this.#profile.name, entryId, logonFlags, null, spoolSecurity),
      ),
    );
    const store = answer.value?.store;
    if (FAILED(answer.hr) || store === undefined || store === null) return false;
    this.#stores.push(new SpoolerStore(this.#context, client, store));
    return true;
  }
}
