import { demand } from '../../com/demand.js';
import { MAPI_STATUS, STATUS_AVAILABLE, STATUSROW_UPDATE } from '../../contract/flags.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import {
  PR_DISPLAY_NAME_W,
  PR_OBJECT_TYPE,
  PR_PROVIDER_DISPLAY_W,
  PR_RESOURCE_METHODS,
  PR_RESOURCE_TYPE,
  PR_STATUS_CODE,
  PR_STATUS_STRING_W,
} from '../../contract/property-tags.js';
import type { SPropValue } from '../../contract/property-types.js';

/** What a provider says about itself, in the status table and through its status object. */
export class ProviderStatus {
  readonly #support: IMAPISupport;
  readonly #fixed: readonly SPropValue[];
  #code: number = STATUS_AVAILABLE;
  #text: string;

  /**
   * @param resourceType - MAPI_TRANSPORT_PROVIDER or MAPI_AB_PROVIDER
   * @param methods - the STATUS_ bits of the methods that the status object has
   */
  constructor(support: IMAPISupport, displayName: string, resourceType: number, methods: number) {
    this.#support = support;
    this.#text = 'available';
    this.#fixed = [
      { tag: PR_DISPLAY_NAME_W, value: displayName },
      { tag: PR_PROVIDER_DISPLAY_W, value: displayName },
      { tag: PR_RESOURCE_TYPE, value: resourceType },
      { tag: PR_RESOURCE_METHODS, value: methods },
    ];
  }

  get code(): number {
    return this.#code;
  }

  get text(): string {
    return this.#text;
  }

  /** The properties of the status object. */
  properties(): SPropValue[] {
    return [{ tag: PR_OBJECT_TYPE, value: MAPI_STATUS }, ...this.#fixed, ...this.#state()];
  }

  /** Adds the row to the status table. */
  announce(code: number = this.#code): void {
    this.#code = code;
    demand(this.#support.ModifyStatusRow([...this.#fixed, ...this.#state()], 0), 'ModifyStatusRow');
  }

  /** Changes the state; the row is up to date when it returns. Does nothing when nothing differs. */
  set(code: number, text: string): void {
    if (code === this.#code && text === this.#text) return;
    this.#code = code;
    this.#text = text;
    demand(this.#support.ModifyStatusRow(this.#state(), STATUSROW_UPDATE), 'ModifyStatusRow');
  }

  #state(): SPropValue[] {
    return [
      { tag: PR_STATUS_CODE, value: this.#code },
      { tag: PR_STATUS_STRING_W, value: this.#text },
    ];
  }
}
