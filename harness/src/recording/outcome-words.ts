import { formatHresult, hresult } from '@mapi-kit/sdk';
import type { CallOutcome } from './events.js';

/** What a call did, in words. */
export function outcomeInWords(outcome: CallOutcome | null): string {
  switch (outcome?.kind) {
    case undefined:
      return 'did not come back';
    case 'returned':
      return `returned ${formatHresult(hresult(outcome.hr))}`;
    case 'threw':
      return `threw "${outcome.message}"`;
    case 'promise':
      return 'returned a promise';
    case 'not-an-hresult':
      return `returned ${outcome.value}, which is no HRESULT`;
  }
}
