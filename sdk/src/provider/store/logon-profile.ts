import { demand, demandValue } from '../../com/demand.js';
import { MDB_TEMPORARY, STATUS_AVAILABLE } from '../../contract/flags.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import type { IProfSect } from '../../contract/iprof-sect.js';
import {
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_MDB_PROVIDER,
  PR_PROVIDER_DISPLAY_W,
  PR_RECORD_KEY,
  PR_RESOURCE_METHODS,
  PR_STATUS_CODE,
} from '../../contract/property-tags.js';
import { writeToSection } from '../common/own-section.js';
import { STORE_ID } from './standard-folders.js';
import type { StoreCore } from './store-core.js';

/** Makes an open store known to MAPI: in the profile, by the provider's MAPIUID, and in the status table. */
export function announceStore(
  core: StoreCore,
  support: IMAPISupport,
  section: IProfSect,
  { flags, spooler }: { readonly flags: number; readonly spooler: boolean },
): void {
  core.wrappedEntryId = demandValue(support.WrapStoreEntryID(core.entryId(STORE_ID)), 'WrapStoreEntryID');
  const displayName = core.state().value(PR_DISPLAY_NAME_W) ?? core.definition.displayName;
  if (!spooler) {
    writeToSection(section, [
      { tag: PR_DISPLAY_NAME_W, value: displayName },
      { tag: PR_ENTRYID, value: core.wrappedEntryId },
      { tag: PR_RECORD_KEY, value: core.storeId },
      { tag: PR_MDB_PROVIDER, value: core.providerUid },
      { tag: PR_PROVIDER_DISPLAY_W, value: core.definition.displayName },
    ]);
  }
  demand(support.SetProviderUID(core.providerGuid, 0), 'SetProviderUID');
  if (spooler) return;
  if ((flags & MDB_TEMPORARY) === 0) demand(support.ModifyProfile(0), 'ModifyProfile');
  const row = support.ModifyStatusRow(
    [
      { tag: PR_DISPLAY_NAME_W, value: displayName },
      { tag: PR_PROVIDER_DISPLAY_W, value: core.definition.displayName },
      { tag: PR_STATUS_CODE, value: STATUS_AVAILABLE },
      { tag: PR_RESOURCE_METHODS, value: 0 },
    ],
    0,
  );
  demand(row, 'ModifyStatusRow');
}
