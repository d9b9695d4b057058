import type { HRESULT } from '../com/hresult.js';
import { MAPI_E_INVALID_PARAMETER, S_OK } from '../com/hresult-codes.js';
import { failed, type Result, succeeded } from '../com/result.js';
import { fnevTableModified } from '../contract/flags.js';
import type { IMAPIAdviseSink } from '../contract/imapi-advise-sink.js';
import type { SRow } from '../contract/structures.js';

/** The sinks that are told when a table changes. */
export class TableSinks {
  readonly #sinks = new Map<number, IMAPIAdviseSink>();
  #nextConnection = 1;

  advise(eventMask: number, sink: IMAPIAdviseSink): Result<number> {
    if (eventMask !== fnevTableModified) return failed(MAPI_E_INVALID_PARAMETER);
    sink.AddRef();
    const connection = this.#nextConnection++;
    this.#sinks.set(connection, sink);
    return succeeded(connection);
  }

  unadvise(connection: number): HRESULT {
    const sink = this.#sinks.get(connection);
    if (sink === undefined) return MAPI_E_INVALID_PARAMETER;
    this.#sinks.delete(connection);
    sink.Release();
    return S_OK;
  }

  tell(tableEvent: number, row: SRow | undefined): void {
    for (const sink of [...this.#sinks.values()]) sink.OnNotify([{ eventType: fnevTableModified, tableEvent, row }]);
  }

  releaseAll(): void {
    for (const sink of this.#sinks.values()) sink.Release();
    this.#sinks.clear();
  }
}
