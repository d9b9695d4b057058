import {
  ComObject,
  FAILED,
  failed,
  findValue,
  type Guid,
  type HRESULT,
  IID_IMAPIProviderShutdown,
  IID_IMSProvider,
  type IMAPIProviderShutdown,
  type IMAPISupport,
  type IMSLogon,
  type IMSProvider,
  MAPI_E_CALL_FAILED,
  MAPI_E_DISK_ERROR,
  MAPI_E_NO_SUPPORT,
  MAPI_E_UNCONFIGURED,
  type MSPROVIDERINIT,
  PR_MAPI_KIT_DATA_DIRECTORY,
  type Result,
  S_OK,
  succeeded,
} from '@mapi-kit/sdk';
import { Journal } from './journal.js';
import { JOURNALLED_EVENTS, JournalSink } from './journal-sink.js';

/**
 * Wraps a message store of whatever make, and journals what happens to its messages.
 *
 * @param wrapped - the entry point of the store to wrap
 * @returns an entry point; each call makes a wrapped provider object and the one that wraps it
 */
export function wrapProvider(wrapped: MSPROVIDERINIT): MSPROVIDERINIT {
  return (init) => {
    const made = wrapped(init);
    if (FAILED(made.hr) || made.value === null) return failed(made.hr);
    const { providerVersion, provider } = made.value;
    return succeeded({ providerVersion, provider: new WrappingProvider(provider) });
  };
}

/**
 * A provider object around another one: what MAPI asks of it, it asks of the other, and then does its own part.
 *
 * It has an identity, a reference count and an interface for fast shutdown of its own; MAPI never learns of the other
 * object. Logons, stores and what is in them need no wrapping, because a journal can be kept by listening: they are those
 * of the wrapped store, and the calls on them never pass here.
 */
class WrappingProvider extends ComObject implements IMSProvider, IMAPIProviderShutdown {
  readonly #wrapped: IMSProvider;
  readonly #journals = new Set<Journal>();

  /** @param wrapped - takes over the reference */
  constructor(wrapped: IMSProvider) {
    super();
    this.#wrapped = wrapped;
  }

  protected override interfaces(): readonly Guid[] {
    return [IID_IMSProvider, IID_IMAPIProviderShutdown];
  }

  Logon(...parameters: Parameters<IMSProvider['Logon']>): ReturnType<IMSProvider['Logon']> {
    const opened = this.#wrapped.Logon(...parameters);
    if (FAILED(opened.hr) || opened.value === null) return opened;
    const { logon, store } = opened.value;
    // A store that was open before has no new logon object, and its journal already.
    const hr = logon === null ? S_OK : this.#listen(parameters[0], logon);
    if (logon === null || !FAILED(hr)) return opened;
    store.Release();
    logon.Logoff(0);
    logon.Release();
    return failed(hr);
  }

  /** Nobody listens here: a store tells the client's sink what the spooler does. */
  SpoolerLogon(...parameters: Parameters<IMSProvider['SpoolerLogon']>): ReturnType<IMSProvider['SpoolerLogon']> {
    return this.#wrapped.SpoolerLogon(...parameters);
  }

  CompareStoreIDs(...parameters: Parameters<IMSProvider['CompareStoreIDs']>): Result<boolean> {
    return this.#wrapped.CompareStoreIDs(...parameters);
  }

  Shutdown(flags: number): HRESULT {
    return worse(
      this.#wrapped.Shutdown(flags),
      this.#forEveryJournal((journal) => journal.flush()),
    );
  }

  /** A promise for two: without the other's there is none. */
  QueryFastShutdown(): HRESULT {
    return this.#passOn((wrapped) => wrapped.QueryFastShutdown());
  }

  NotifyProcessShutdown(): HRESULT {
    const theirs = this.#passOn((wrapped) => wrapped.NotifyProcessShutdown());
    return worse(
      theirs,
      this.#forEveryJournal((journal) => journal.flush()),
    );
  }

  /** The wrapped store first: what it still does belongs in the journal. Both are told, whatever the other answers. */
  DoFastShutdown(): HRESULT {
    const theirs = this.#passOn((wrapped) => wrapped.DoFastShutdown());
    return worse(
      theirs,
      this.#forEveryJournal((journal) => journal.persist()),
    );
  }

  protected override finalRelease(): void {
    this.#forEveryJournal((journal) => journal.flush());
    this.#wrapped.Release();
  }

  /** Calls the wrapped provider's own IMAPIProviderShutdown; one that has none does not support fast shutdown. */
  #passOn(call: (wrapped: IMAPIProviderShutdown) => HRESULT): HRESULT {
    const { hr, value: wrapped } = this.#wrapped.QueryInterface(IID_IMAPIProviderShutdown);
    if (FAILED(hr) || wrapped === null) return MAPI_E_NO_SUPPORT;
    try {
      return call(wrapped);
    } catch {
      return MAPI_E_CALL_FAILED;
    } finally {
      wrapped.Release();
    }
  }

  #listen(support: IMAPISupport, logon: IMSLogon): HRESULT {
    const folder = dataDirectory(support);
    if (folder === undefined) return MAPI_E_UNCONFIGURED;
    let journal: Journal;
    try {
      journal = new Journal(folder);
    } catch {
      return MAPI_E_DISK_ERROR;
    }
    this.#journals.add(journal);
    const sink = new JournalSink(journal, () => this.#close(journal));
    const { hr } = logon.Advise(null, JOURNALLED_EVENTS, sink);
    // The store has a reference of its own by now; when it took none, this ends the journal.
    sink.Release();
    return hr;
  }

  #close(journal: Journal): void {
    // What cannot be written now is tried again by its timer.
    attempt(() => journal.flush());
    this.#journals.delete(journal);
  }

  #forEveryJournal(action: (journal: Journal) => void): HRESULT {
    let result: HRESULT = S_OK;
    for (const journal of this.#journals)
      result = worse(
        result,
        attempt(() => action(journal)),
      );
    return result;
  }
}

/** The answer that promises less. What is no HRESULT at all, such as a promise, is passed on as it is. */
function worse(first: HRESULT, second: HRESULT): HRESULT {
  if (first === S_OK) return second;
  return FAILED(second) && !FAILED(first) ? second : first;
}

function attempt(action: () => void): HRESULT {
  try {
    action();
    return S_OK;
  } catch {
    return MAPI_E_DISK_ERROR;
  }
}

/** Where the wrapped store has its data, as the profile says. */
function dataDirectory(support: IMAPISupport): string | undefined {
  const { value: section } = support.OpenProfileSection(null, 0);
  if (section === null) return undefined;
  const { value: values } = section.GetProps([PR_MAPI_KIT_DATA_DIRECTORY], 0);
  section.Release();
  return values === null ? undefined : findValue(values, PR_MAPI_KIT_DATA_DIRECTORY);
}
