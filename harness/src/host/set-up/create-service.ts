import {
  FAILED,
  formatHresult,
  type HRESULT,
  isCode,
  MAPI_E_NO_SUPPORT,
  MAPI_E_UNCONFIGURED,
  MSG_SERVICE_CONFIGURE,
  MSG_SERVICE_CREATE,
  PR_DISPLAY_NAME_W,
  PR_MAPI_KIT_DATA_DIRECTORY_W,
  PR_MAPI_KIT_SETTINGS_W,
  propTagName,
  propValue,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { NewProvider, Subsystem } from '@mapi-kit/sdk/subsystem';
import type { Journal } from '../journal.js';
import { Problem } from '../problem.js';

/** Where a message service is added: its providers are in the profile already. */
interface Place {
  readonly subsystem: Subsystem;
  readonly journal: Journal;
  readonly profile: string;
  /** Counted from 0. */
  readonly session: number;
}

/**
 * Adds a message service to a profile as MAPI does when a user adds an account: its entry point is called once with
 * MSG_SERVICE_CREATE, and once with MSG_SERVICE_CONFIGURE and what it is to be configured with. No dialog is allowed.
 *
 * @throws Problem when the entry point refuses
 */
export function createService({ subsystem, journal, profile, session }: Place, provider: NewProvider): void {
  const { dllName, displayName } = provider;
  const call = (name: keyof typeof CONTEXTS, properties: readonly SPropValue[]): HRESULT => {
    const request = { dllName, context: CONTEXTS[name], properties, session: session + 1 };
    const { hr, changed } = subsystem.callServiceEntry(profile, request);
    const given = properties.map(({ tag }) => propTagName(tag));
    journal.write({ e: 'service', service: displayName, context: name, given, hr, changed: changed.map(propTagName) });
    return hr;
  };
  const created = call('MSG_SERVICE_CREATE', []);
  // Without a dialog, and without properties, it cannot be configured yet.
  if (!isCode(created, MAPI_E_UNCONFIGURED)) accept(created, 'MSG_SERVICE_CREATE', provider);
  const configured = call('MSG_SERVICE_CONFIGURE', configurationOf(provider));
  // A service that is complete when it is created need not know how to be configured.
  if (!FAILED(created) && isCode(configured, MAPI_E_NO_SUPPORT)) return;
  accept(configured, 'MSG_SERVICE_CONFIGURE', provider);
}

const CONTEXTS = { MSG_SERVICE_CREATE, MSG_SERVICE_CONFIGURE } as const;

function accept(hr: HRESULT, context: keyof typeof CONTEXTS, { displayName }: NewProvider): void {
  if (!FAILED(hr)) return;
  throw new Problem(
    `MSGServiceEntry of ${displayName} answered ${formatHresult(hr)} to ${context}, so that there is no profile to log on to`,
  );
}

/** What the profile section of the provider has already, as properties that the service is configured with. */
function configurationOf({ dataDirectory, settings = {}, properties = [], displayName }: NewProvider): SPropValue[] {
  const texts = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  return [
    propValue(PR_DISPLAY_NAME_W, displayName),
    ...(dataDirectory === undefined ? [] : [propValue(PR_MAPI_KIT_DATA_DIRECTORY_W, dataDirectory)]),
    ...(texts.length === 0 ? [] : [propValue(PR_MAPI_KIT_SETTINGS_W, texts)]),
    ...properties,
  ];
}
