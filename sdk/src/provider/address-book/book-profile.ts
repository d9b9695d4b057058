import { randomUUID } from 'node:crypto';
import { demand, demandValue } from '../../com/demand.js';
import { guid, guidToBytes } from '../../com/guid.js';
import { MAPI_MODIFY } from '../../contract/flags.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import type { IProfSect } from '../../contract/iprof-sect.js';
import { PR_PROVIDER_DISPLAY_W, PR_RECORD_KEY } from '../../contract/property-tags.js';
import { findValue, type SPropValue } from '../../contract/property-types.js';
import type { ProviderConfiguration } from '../common/abstract-provider.js';
import { openOwnSection, writeToSection } from '../common/own-section.js';
import { readProfile } from '../common/provider-profile.js';
import { PR_KIT_PROPERTY_NAMES } from '../objects/private-properties.js';

/** What the profile says about an address book, and what the SDK keeps there. */
export class BookProfile implements ProviderConfiguration {
  readonly dataDirectory: string;
  readonly settings: ReadonlyMap<string, string>;
  /** The identity of the address book, which is part of every entry id. */
  readonly bookId: Uint8Array;
  readonly #support: () => IMAPISupport;
  #names: readonly SPropValue[];

  /**
   * Reads the provider's section; the first time it is given an identity.
   *
   * @param support - the support object of a logon that has not ended
   * @param identity - the identity of the address book of a data directory, when it is open already
   */
  constructor(
    support: () => IMAPISupport,
    displayName: string,
    identity: (dataDirectory: string) => Uint8Array | undefined,
  ) {
    this.#support = support;
    const section = openOwnSection(support(), true);
    try {
      const { dataDirectory, settings, identity: known } = readProfile(section);
      this.dataDirectory = dataDirectory;
      this.settings = settings;
      this.bookId = new Uint8Array(identity(dataDirectory) ?? known ?? guidToBytes(guid(randomUUID())));
      this.#names = readNames(section);
      writeToSection(section, [
        { tag: PR_RECORD_KEY, value: this.bookId },
        { tag: PR_PROVIDER_DISPLAY_W, value: displayName },
      ]);
    } finally {
      section.Release();
    }
  }

  /** The names of named properties. */
  names(): readonly SPropValue[] {
    return this.#names;
  }

  saveNames(names: readonly SPropValue[]): void {
    const section = demandValue(this.#support().OpenProfileSection(null, MAPI_MODIFY), 'OpenProfileSection');
    try {
      demand(section.SetProps(names).hr, 'SetProps of the profile section');
    } finally {
      section.Release();
    }
    this.#names = names;
  }
}

function readNames(section: IProfSect): readonly SPropValue[] {
  const values = demandValue(section.GetProps([PR_KIT_PROPERTY_NAMES], 0), 'GetProps of the profile section');
  const names = findValue(values, PR_KIT_PROPERTY_NAMES);
  return names === undefined ? [] : [{ tag: PR_KIT_PROPERTY_NAMES, value: names }];
}
