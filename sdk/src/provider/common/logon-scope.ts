import type { ReferenceLedger } from '../../com/reference-ledger.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import type { OpenTables } from '../objects/open-tables.js';
import type { PropertyBag } from '../objects/property-bag.js';
import type { ShutdownCore } from './fast-shutdown.js';

/** What is open in an author's provider, as the objects that all kinds of provider share see it. */
export interface ScopeCore extends ShutdownCore {
  readonly definition: { readonly displayName: string; readonly ledger: ReferenceLedger | undefined };
  /** The tables that clients have open. */
  readonly tables: OpenTables;
  /** Reads the SDK's own state, such as the names of named properties. */
  state(): PropertyBag;
  /** Changes the SDK's own state. */
  updateState(change: (bag: PropertyBag) => void): void;
}

/** One logon: the objects opened through it end with it. */
export interface LogonScope {
  readonly core: ScopeCore;
  readonly support: IMAPISupport;
  /** False once the logon has ended: every method of its objects then gives MAPI_E_INVALID_OBJECT. */
  readonly alive: boolean;
}
