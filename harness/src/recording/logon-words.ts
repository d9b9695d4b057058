import { FAILED, formatHresult, hresult } from '@mapi-kit/sdk';
import { isCompanionName } from '../scenarios/companions.js';
import { callInWords, thrownInWords } from './ending.js';
import type { ObservedLife } from './observation.js';
import type { ServiceCall } from './service-call.js';

/**
 * Tells why nobody was logged on to the provider, where that is why it was not asked.
 *
 * @returns null when the logon succeeded, or was not tried
 */
export function refusedLogonInWords({ calls, serviceCalls, thrown, endingReason }: ObservedLife): string | null {
  const logons = calls.filter(({ method, provider }) => LOGONS.has(method) && !isCompanionName(provider.name));
  const refused = logons.flatMap((call) =>
    call.outcome?.kind === 'returned' && FAILED(hresult(call.outcome.hr)) ? [{ call, hr: call.outcome.hr }] : [],
  );
  const [last] = refused.slice(-1);
  if (last === undefined || refused.length < logons.length) return null;
  // Without a logon nobody calls the provider again: what it threw last is why. A reason of the end has that already.
  const reason = endingReason === null ? thrown.slice(-1).map((one) => `; ${thrownInWords(one)}`) : [];
  const logon = `${callInWords(last.call)} answered ${formatHresult(hresult(last.hr))}${reason.join('')}`;
  const before = serviceCalls.filter(({ service }) => service === last.call.provider.name);
  return before.length === 0 ? logon : `${logon}. ${serviceInWords(before)}`;
}

const LOGONS: ReadonlySet<string> = new Set(['Logon', 'SpoolerLogon', 'TransportLogon']);

/** What was made of the profile before. */
function serviceInWords(calls: readonly ServiceCall[]): string {
  const before = `Before that, ${calls.map(serviceCallInWords).join('; ')}`;
  if (calls.some(({ changed }) => changed.length > 0)) return before;
  return `${before}. Nothing was written into the profile section of its provider: what Logon reads there it has to write by IProviderAdmin::OpenProfileSection with MAPI_MODIFY and SetProps, for each row of GetProviderTable`;
}

/** For example `MSGServiceEntry was called with MSG_SERVICE_CREATE and no properties, and answered S_OK (0x00000000)`. */
export function serviceCallInWords({ context, given, hr, changed }: ServiceCall): string {
  const properties = given.length === 0 ? 'no properties' : given.join(', ');
  const written = changed.length === 0 ? '' : `, and wrote ${changed.join(', ')}`;
  return `MSGServiceEntry was called with ${context} and ${properties}, and answered ${formatHresult(hresult(hr))}${written}`;
}
