import { S_OK } from '../com/hresult-codes.js';
import type { Result } from '../com/result.js';
import { MAPI_UNICODE } from '../contract/flags.js';
import type { SPropValue } from '../contract/property-types.js';
import type { MAPIERROR, SPropValueArray } from '../contract/structures.js';
import type { SubsystemContext } from './context.js';
import { guardedResult } from './guarded-call.js';
import type { LoadedProvider } from './loaded-provider.js';
import type { Profile } from './profile.js';
import { ProviderAdmin } from './provider-admin.js';
import { ProviderLogon } from './provider-logon.js';
import { SessionHost } from './session-host.js';
import { SupportObject } from './support-object.js';

/** Which message service is called, and why. */
export interface ServiceRequest {
  /** The name of the module, as its providers in the profile have it. */
  readonly dllName: string;
  /** MSG_SERVICE_CREATE, MSG_SERVICE_CONFIGURE, MSG_SERVICE_DELETE. */
  readonly context: number;
  /** What it is to be configured with. */
  readonly properties?: SPropValueArray;
  /** The number of the session that observers are told; 1 unless given. */
  readonly session?: number;
}

/** What came of a call of an entry point. */
export interface ServiceResult extends Result<MAPIERROR> {
  /** The tags of what has another value than before in the profile sections of its providers. */
  readonly changed: readonly number[];
}

/** No session has made it: nothing but the identity of the provider counts. */
const nobody = {} as LoadedProvider['object'];

/**
 * Calls the entry point of a message service, with a support object and the administration of its providers. No dialog is
 * allowed.
 *
 * @returns what the entry point returned, and what it has changed; S_OK when the module has none, or no provider in the profile
 */
export function callServiceEntry(
  context: SubsystemContext,
  profile: Profile,
  { dllName, context: why, properties = [], session = 1 }: ServiceRequest,
): ServiceResult {
  const entry = context.modules.get(dllName)?.MSGServiceEntry;
  const [first, ...others] = profile.providers.filter((provider) => provider.dllName === dllName);
  if (entry === undefined || first === undefined) return { hr: S_OK, value: null, changed: [] };
  const host = new SessionHost({
    context,
    profile,
    session,
    hasMail: false,
    isActive: () => true,
    statusChanged: () => undefined,
  });
  const identity = { kind: first.kind, name: first.displayName, session, instance: context.nextInstance() };
  const record = new ProviderLogon(first, { identity, dllName, object: nobody, critical: false });
  // What it writes is to stay.
  record.permanent = true;
  const support = new SupportObject(host, record);
  const providerAdmin = new ProviderAdmin({ context, profile, providers: [first, ...others] });
  const before = sectionsOf(profile, dllName);
  try {
    const result = guardedResult(context.observer, identity, 'entry point', 'MSGServiceEntry', entry, (call) =>
      call({ support, uiParam: 0, flags: MAPI_UNICODE, context: why, properties, providerAdmin }),
    );
    const changed = sectionsOf(profile, dllName).filter((value) => !before.includes(value));
    return { ...result, changed: [...new Set(changed.map(({ tag }) => tag))] };
  } finally {
    providerAdmin.Release();
    support.Release();
  }
}

/** All that the sections of its providers have: what has changed is another object than before. */
function sectionsOf(profile: Profile, dllName: string): readonly SPropValue[] {
  const providers = profile.providers.filter((provider) => provider.dllName === dllName);
  return providers.flatMap(({ uid }) => [...(profile.section(uid)?.values.values() ?? [])]);
}
