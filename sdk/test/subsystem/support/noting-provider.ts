import { ComObject, type Guid, type HRESULT, IID_IMAPIProviderShutdown, S_OK } from '@mapi-kit/sdk';

/** What a provider object notes its calls in. */
export interface CallNotes {
  called(method: string): void;
}

/** A provider object on the bare contract: what all kinds have in common, each call noted. */
export abstract class NotingProvider<Notes extends CallNotes> extends ComObject {
  readonly fake: Notes;
  readonly #interfaceId: Guid;

  constructor(fake: Notes, interfaceId: Guid) {
    super();
    this.fake = fake;
    this.#interfaceId = interfaceId;
  }

  protected override interfaces(): readonly Guid[] {
    return [this.#interfaceId, IID_IMAPIProviderShutdown];
  }

  Shutdown(): HRESULT {
    this.fake.called('Shutdown');
    return S_OK;
  }

  QueryFastShutdown(): HRESULT {
    this.fake.called('QueryFastShutdown');
    return S_OK;
  }

  NotifyProcessShutdown(): HRESULT {
    this.fake.called('NotifyProcessShutdown');
    return S_OK;
  }

  DoFastShutdown(): HRESULT {
    this.fake.called('DoFastShutdown');
    return S_OK;
  }
}
