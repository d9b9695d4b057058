import { MAPI_E_INVALID_PARAMETER } from '../../com/hresult-codes.js';
import {
  NOTIFY_BEGIN_INBOUND,
  NOTIFY_BEGIN_INBOUND_FLUSH,
  NOTIFY_BEGIN_OUTBOUND,
  NOTIFY_BEGIN_OUTBOUND_FLUSH,
  NOTIFY_END_INBOUND,
  NOTIFY_END_INBOUND_FLUSH,
  NOTIFY_END_OUTBOUND,
  NOTIFY_END_OUTBOUND_FLUSH,
  STATUS_INBOUND_ENABLED,
  STATUS_INBOUND_FLUSH,
  STATUS_OUTBOUND_ENABLED,
  STATUS_OUTBOUND_FLUSH,
} from '../../contract/flags.js';
import { fail } from '../objects/errors.js';

/** The bits of PR_STATUS_CODE that each event of the spooler sets or clears. */
const events: readonly (readonly [event: number, bits: number, set: boolean])[] = [
  [NOTIFY_BEGIN_INBOUND, STATUS_INBOUND_ENABLED, true],
  [NOTIFY_END_INBOUND, STATUS_INBOUND_ENABLED | STATUS_INBOUND_FLUSH, false],
  [NOTIFY_BEGIN_OUTBOUND, STATUS_OUTBOUND_ENABLED, true],
  [NOTIFY_END_OUTBOUND, STATUS_OUTBOUND_ENABLED | STATUS_OUTBOUND_FLUSH, false],
  [NOTIFY_BEGIN_INBOUND_FLUSH, STATUS_INBOUND_FLUSH, true],
  [NOTIFY_END_INBOUND_FLUSH, STATUS_INBOUND_FLUSH, false],
  [NOTIFY_BEGIN_OUTBOUND_FLUSH, STATUS_OUTBOUND_FLUSH, true],
  [NOTIFY_END_OUTBOUND_FLUSH, STATUS_OUTBOUND_FLUSH, false],
];

const exclusive: readonly (readonly [number, number])[] = [
  [NOTIFY_BEGIN_INBOUND, NOTIFY_END_INBOUND],
  [NOTIFY_BEGIN_OUTBOUND, NOTIFY_END_OUTBOUND],
];

const beginnings: number =
  NOTIFY_BEGIN_INBOUND | NOTIFY_BEGIN_OUTBOUND | NOTIFY_BEGIN_INBOUND_FLUSH | NOTIFY_BEGIN_OUTBOUND_FLUSH;

/**
 * What TransportNotify makes of the transport's state.
 *
 * @param bits - PR_STATUS_CODE
 * @param flags - the NOTIFY_ flags
 */
export function bitsAfter(bits: number, flags: number): number {
  if (exclusive.some(([begin, end]) => (flags & begin) !== 0 && (flags & end) !== 0)) {
    fail(MAPI_E_INVALID_PARAMETER, 'the beginning and the end of something exclude each other');
  }
  let result = bits;
  for (const [event, changed, set] of events) {
    if ((flags & event) !== 0) result = set ? result | changed : result & ~changed;
  }
  return result;
}

/** Whether the spooler wants something begun, which it would not when the client were about to exit. */
export function beginsSomething(flags: number): boolean {
  return (flags & beginnings) !== 0;
}
