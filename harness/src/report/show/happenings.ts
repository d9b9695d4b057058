import { formatHresult, hresult } from '@mapi-kit/sdk';
import { bytes, count, counted, list } from '../../catalogue/rules/words.js';
import { thrownInWords } from '../../recording/ending.js';
import type { JournalEvent } from '../../recording/events.js';
import { FEATURES } from '../../recording/feature.js';
import { noun } from '../../recording/item-words.js';
import { serviceCallInWords } from '../../recording/logon-words.js';
import type { Step } from '../../scenarios/step-kinds.js';
import { duration } from '../numbers.js';
import { clip, plain } from '../text.js';
import type { Happening } from '../timeline-rows.js';

function codeText(hr: number): string {
  return formatHresult(hresult(hr)).replace(/^S_OK .*$/u, 'S_OK');
}

/**
 * A step of a script with what it has besides its name, for example `work: workload mixed, items 5`.
 *
 * @param step - any step
 */
export function stepInWords(step: Step): string {
  const { do: name, ...fields } = step;
  const words = Object.entries(fields).map(([field, value]) => `${field} ${valueInWords(value)}`);
  return words.length === 0 ? name : `${name}: ${words.join(', ')}`;
}

function valueInWords(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, each]) => `${name} ${String(each)}`)
    .join(', ');
}

/**
 * What an event says that is neither a call nor a save nor the end of the life.
 *
 * @param steps - the script of the life, whose steps the journal names
 * @returns a function that gives the words; null for what nobody needs to see
 */
export function happeningsOf(steps: readonly Step[]): (event: JournalEvent) => Happening | null {
  return (event) => {
    if (event.e === 'step') {
      const planned = steps[event.index];
      return { text: plain(planned?.do === event.do ? stepInWords(planned) : event.do), bad: false, isStep: true };
    }
    const said = inWords(event);
    return said === null ? null : { text: clip(plain(said.text)), bad: said.bad, isStep: false };
  };
}

function inWords(event: JournalEvent): { readonly text: string; readonly bad: boolean } | null {
  const told = (text: string, bad = false) => ({ text, bad });
  switch (event.e) {
    case 'start':
      return told(`process ${event.pid} begins (node ${event.node}, ${event.platform})`);
    case 'loaded':
      return told(`${event.module} is loaded in ${duration(event.ns / 1e6)}: ${list(event.entryPoints)}`);
    case 'write':
      return told(`the provider writes ${event.file} (${event.method})`);
    case 'doing':
      return told(`the client begins with ${event.item}`);
    case 'unsaved':
      return told(`not saved on purpose: ${event.item}, ${event.what}`);
    case 'found':
      return told(`found: ${kindOf(event.item)} "${event.state.label}"${placeOf(event.state.folder)}`);
    case 'opened':
      return openedInWords(event);
    case 'returned':
      return told(
        `a report in the inbox says that ${event.item} could not be sent${addressesInWords(event.addresses)}`,
      );
    case 'queued':
      return told(`${event.item} is still in the outgoing queue`);
    case 'settled':
      return told(`nothing moves any more; ${counted(event.deliveries, 'message')} had arrived at the far side`);
    case 'read-back':
      return told(`read back: ${counted(event.items, 'item')} listed`);
    case 'service':
      return told(serviceCallInWords(event));
    case 'trait':
      return told(`the ${event.kind} is ${event.trait}`);
    case 'feature':
      return event.hr === 0 ? null : told(`${FEATURES[event.feature]} answered ${codeText(event.hr)}`);
    case 'probe':
      return told(`${event.probe}: ${event.seen}`, !event.holds);
    case 'references':
      return referencesInWords(event);
    case 'warning':
      return told(`the client breaks ${event.rule} on purpose: ${event.message}`);
    case 'activity':
      return told(`${event.span}: ${event.kind} ${event.what}, ${counted(sum(event.counts), 'time')}`);
    case 'watched':
      return told(`watched for ${duration(event.ms)} (${event.span})`);
    case 'medium':
      return told(
        event.broken
          ? `the medium is broken: ${event.fault}, ${event.detail}; a write of the harness's own ${refusalOf(event)}`
          : `the medium could not be broken: ${event.detail}`,
        !event.broken,
      );
    case 'healed':
      return told(
        event.healed ? `the medium is whole again: ${event.detail}` : `it could not be mended: ${event.detail}`,
        !event.healed,
      );
    case 'thrown':
      return told(thrownInWords({ ...event, hr: event.hr ?? null, at: event.at ?? null }), true);
    case 'resources':
      return told(`the process has taken ${bytes(event.peakRssBytes)} at most`);
    default:
      // Calls and saves have rows of their own, and the end a line; counting references is noise.
      return null;
  }
}

function addressesInWords(addresses: readonly string[] = []): string {
  return addresses.length === 0 ? '' : ` to ${addresses.join(', ')}`;
}

/** What an item is, by its name alone: reading back knows no more. */
function kindOf(item: string): string {
  if (item.startsWith('setting-')) return 'setting';
  return noun(/^(?:g\d+-)?f\d/u.test(item) ? 'folder' : 'created', item);
}

function placeOf(folder: string): string {
  return folder === '' ? '' : ` in ${folder}`;
}

function openedInWords(event: Extract<JournalEvent, { e: 'opened' }>): {
  readonly text: string;
  readonly bad: boolean;
} {
  const { item, hr, opens, refused } = event;
  if (refused !== undefined) {
    return {
      text: `the entry id of ${item} opens what answers ${refused.method} with ${codeText(refused.hr)}`,
      bad: true,
    };
  }
  const what =
    hr < 0 ? `does not open: ${codeText(hr)}` : opens === item ? 'opens it' : `opens ${opens ?? 'something else'}`;
  return { text: `the entry id of ${item} ${what}`, bad: hr < 0 || opens !== item };
}

function referencesInWords({ violations, leaks }: Extract<JournalEvent, { e: 'references' }>) {
  const wrong = [...violations, ...leaks];
  return wrong.length === 0 ? null : { text: `references do not balance: ${wrong.join('; ')}`, bad: true };
}

function refusalOf({ refusal }: Extract<JournalEvent, { e: 'medium' }>): string {
  return refusal === null ? 'is not refused' : `is refused: ${refusal}`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, each) => total + each, 0);
}

/**
 * A number of bytes without rounding, for example `269,612 bytes`.
 *
 * @param value - how many
 */
export function exactBytes(value: number): string {
  return `${count(value)} ${value === 1 ? 'byte' : 'bytes'}`;
}
