import { MAPI_E_USER_CANCEL } from '@mapi-kit/sdk';
import type { ProviderCall, ProviderIdentity, ProviderOutcome, SubsystemObserver } from '@mapi-kit/sdk/subsystem';
import type { CallOutcome, ProviderName } from '../../recording/events.js';
import { isCompanionName } from '../../scenarios/companions.js';
import { cut } from '../error-text.js';
import type { Journal } from '../journal.js';
import type { ThrownLog } from '../thrown.js';

/** The methods of a support object by which a provider shows something to the user. */
const USER_INTERFACE: ReadonlySet<string> = new Set([
  'DoConfigPropsheet',
  'DoProgressDialog',
  'Address',
  'Details',
  'NewEntry',
]);

/** The interfaces of a provider whose calls belong in a journal; a store's thousands of other calls do not. */
const JOURNALLED: ReadonlySet<string> = new Set([
  'entry point',
  'IUnknown',
  'IMSProvider',
  'IXPProvider',
  'IABProvider',
  'IMSLogon',
  'IXPLogon',
  'IABLogon',
  'IMAPIProviderShutdown',
]);

/**
 * Makes the observer that journals what passes between the subsystem and the providers.
 *
 * @param journal - gets `call` before a provider has control, `return` right after it gave it back
 * @param thrown - gets whatever a method throws
 */
export function journalObserver(journal: Journal, thrown: ThrownLog): SubsystemObserver {
  const open: { readonly call: ProviderCall; readonly number: number }[] = [];
  let count = 0;
  /** Sessions count from 0 in journals, as they do in scenarios. */
  const nameOf = ({ name, kind, session, instance }: ProviderIdentity): ProviderName => ({
    name,
    kind,
    session: session - 1,
    instance,
  });
  return {
    calling: (call) => {
      if (!isJournalled(call)) return;
      count += 1;
      open.push({ call, number: count });
      const { interfaceName, method } = call;
      journal.write({ e: 'call', call: count, provider: nameOf(call.provider), interface: interfaceName, method });
    },
    returned: (call, outcome) => {
      // What the harness's own providers throw is part of the scenario.
      if (outcome.kind === 'threw' && !isCompanionName(call.provider.name)) {
        thrown.add(`${call.interfaceName}::${call.method} of ${call.provider.name}`, outcome.error);
      }
      if (!isJournalled(call)) return;
      // Calls nest: a provider may call back into the subsystem, which may call it again.
      const last = open.pop();
      if (last !== undefined) journal.write({ e: 'return', call: last.number, outcome: outcomeOf(outcome) });
    },
    warning: ({ rule, message }) => journal.write({ e: 'warning', rule, message }),
    supportReference: (provider, change, references) =>
      journal.write({ e: 'support-reference', provider: nameOf(provider), change, count: references }),
    supportCall: (provider, method, hr) => {
      if (!USER_INTERFACE.has(method)) return;
      journal.write({ e: 'support-call', provider: nameOf(provider), method: `IMAPISupport::${method}`, hr });
    },
    dialog: (interfaceName, method, provider) => {
      // A client may ask its user whatever it likes.
      if (provider === null) return;
      const called = `${interfaceName}::${method}`;
      journal.write({ e: 'support-call', provider: nameOf(provider), method: called, hr: MAPI_E_USER_CANCEL });
    },
  };
}

function isJournalled({ interfaceName }: ProviderCall): boolean {
  return JOURNALLED.has(interfaceName);
}

function outcomeOf(outcome: ProviderOutcome): CallOutcome {
  return outcome.kind === 'threw' ? { kind: 'threw', message: cut(outcome.message) } : outcome;
}
