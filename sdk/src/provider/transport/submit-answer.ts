import type { HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_BUSY,
  MAPI_E_CALL_FAILED,
  MAPI_E_CANCEL,
  MAPI_E_NETWORK_ERROR,
  MAPI_E_NOT_ME,
  MAPI_E_WAIT,
  S_OK,
} from '../../com/hresult-codes.js';
import { END_DONT_RESEND, END_RESEND_LATER, END_RESEND_NOW } from '../../contract/flags.js';
import { fail } from '../objects/errors.js';
import type { OutboundRecipient } from './outbound-content.js';

/** A recipient to whom the message cannot be sent, for good. */
export interface FailedRecipient {
  readonly recipient: OutboundRecipient;
  /** Why, for the report that the user gets. */
  readonly reason: string;
}

/**
 * What a transport has done with a message that it was offered.
 *
 * `sent`: it is with the messaging system, for all of its recipients. `deferred`: this transport keeps it, sends it
 * later, and then calls reportSent. `not-mine`: nothing was done, another transport is asked. `busy`: nothing was done,
 * this one is asked again. `cancelled`: a deferred message is no longer to be sent.
 *
 * As an object it says more. With `sent` and `failed`: for whom it was sent and for whom that is impossible; both are
 * done with, everybody else is left to other transports. `next` is what the spooler does afterwards. With
 * `waitSeconds`, a finite number that is not negative: nothing was done, ask again after that time; `networkFailed` says
 * why.
 */
export type SubmitAnswer =
  | 'sent'
  | 'deferred'
  | 'not-mine'
  | 'busy'
  | 'cancelled'
  | {
      readonly sent?: readonly OutboundRecipient[] | undefined;
      readonly failed?: readonly FailedRecipient[] | undefined;
      readonly next?: 'done' | 'deferred' | 'resend-now' | 'resend-later' | undefined;
    }
  | { readonly waitSeconds: number; readonly networkFailed?: boolean | undefined };

/** The same in the terms of the contract. */
export interface Submitted {
  readonly hr: HRESULT;
  /** Undefined where nobody said it. */
  readonly retrySeconds: number | undefined;
  readonly endFlags: number;
  readonly sent: readonly OutboundRecipient[];
  readonly failed: readonly FailedRecipient[];
}

const nothing: Submitted = { hr: S_OK, retrySeconds: undefined, endFlags: 0, sent: [], failed: [] };
const endFlags = { done: 0, deferred: END_DONT_RESEND, 'resend-now': END_RESEND_NOW, 'resend-later': END_RESEND_LATER };

/**
 * Reads an author's answer.
 *
 * @param all - the recipients that were offered
 */
export function readAnswer(answer: SubmitAnswer, all: readonly OutboundRecipient[]): Submitted {
  switch (answer) {
    case 'sent':
      return { ...nothing, sent: all };
    case 'deferred':
      return { ...nothing, endFlags: END_DONT_RESEND };
    case 'not-mine':
      return { ...nothing, hr: MAPI_E_NOT_ME };
    case 'busy':
      return { ...nothing, hr: MAPI_E_BUSY };
    case 'cancelled':
      return { ...nothing, hr: MAPI_E_CANCEL };
  }
  if (typeof answer !== 'object' || answer === null) {
    fail(MAPI_E_CALL_FAILED, `submit() returned ${String(answer)}, which is no answer`);
  }
  if ('waitSeconds' in answer) {
    const { waitSeconds, networkFailed } = answer;
    if (!(Number.isFinite(waitSeconds) && waitSeconds >= 0)) {
      fail(MAPI_E_CALL_FAILED, `submit() returned waitSeconds: ${String(waitSeconds)}, which is no time to wait`);
    }
    const hr = networkFailed === true ? MAPI_E_NETWORK_ERROR : MAPI_E_WAIT;
    return { ...nothing, hr, retrySeconds: Math.ceil(waitSeconds) };
  }
  const { sent = [], failed = [], next = 'done' } = answer;
  if (!(next in endFlags)) fail(MAPI_E_CALL_FAILED, `submit() returned next: ${String(next)}, which is no answer`);
  return { ...nothing, sent, failed, endFlags: endFlags[next] };
}
