import type { ReferenceLedger } from '../../com/reference-ledger.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import type { Failure } from './errors.js';
import type { OpenTables } from './open-tables.js';
import type { PropertyBag } from './property-bag.js';

/** What is open in an author's provider, as the objects that all kinds of provider share see it. */
export interface ScopeCore {
  readonly definition: { readonly displayName: string; readonly ledger: ReferenceLedger | undefined };
  /** The tables that clients have open. */
  readonly tables: OpenTables;
  /** Reads the SDK's own state, such as the names of named properties. */
  state(): PropertyBag;
  /** Changes the SDK's own state. */
  updateState(change: (bag: PropertyBag) => void): void;
  /** The last failure of any of its objects, for GetLastError. */
  lastFailure: Failure | undefined;
}

/** One logon: the objects opened through it end with it. */
export interface LogonScope {
  readonly core: ScopeCore;
  readonly support: IMAPISupport;
  /** False once the logon has ended: every method of its objects then gives MAPI_E_INVALID_OBJECT. */
  readonly alive: boolean;
}
