import { tagInWords } from './mail-tags.js';
import { ABSENT, MORE_THAN_ONCE, type PartDifference, type Parts } from './parts.js';

/** So many parts of one object are named; the others are counted. */
const NAMED = 3;

const SETS: ReadonlyMap<string, string> = new Map([
  ['{00020329-0000-0000-C000-000000000046}', 'PS_PUBLIC_STRINGS'],
  ['{00020386-0000-0000-C000-000000000046}', 'PS_INTERNET_HEADERS'],
  ['{00062008-0000-0000-C000-000000000046}', 'PSETID_Common'],
  ['{00062002-0000-0000-C000-000000000046}', 'PSETID_Appointment'],
  ['{00062003-0000-0000-C000-000000000046}', 'PSETID_Task'],
  ['{00062004-0000-0000-C000-000000000046}', 'PSETID_Address'],
]);

const FLAGS: Readonly<Record<string, string>> = {
  read: 'its read flag',
  associated: 'MAPI_ASSOCIATED',
  unsent: 'MSGFLAG_UNSENT',
  receipts: 'MSGFLAG_RN_PENDING and the like',
  status: 'its message status',
  search: 'its search criteria',
  searched: 'the folders that it searches',
  sort: 'its saved sort order',
  counts: 'the numbers of messages',
  subfolders: 'PR_SUBFOLDERS',
  lines: 'the contents tables',
  answers: 'the recipients that ResolveNames makes',
  submitted: 'MSGFLAG_SUBMIT',
  queued: 'its place in the outgoing queue',
  to: 'its To header',
  cc: 'its Cc header',
  bcc: 'its Bcc header',
  'reply-to': 'its Reply-To header',
  from: 'its From header',
  sender: 'its Sender header',
  names: 'the names in its To and Cc headers',
  resolved: 'MAPI_RESOLVED for its name in ResolveNames',
  addressed: 'MAPI_RESOLVED for its address in ResolveNames',
};

/** Where an object differs, for example `PR_HTML (0x10130102), 10,240 bytes saved, absent; attachment 2 of 2 absent`. */
export function partDifferencesInWords(expected: Parts, differences: readonly PartDifference[]): string {
  const named = differences.slice(0, NAMED).map((difference) => differenceInWords(expected, difference));
  const more = differences.length - named.length;
  return `${named.join('; ')}${more === 0 ? '' : `; and ${more.toLocaleString('en')} more parts`}`;
}

function differenceInWords(all: Parts, { key, expected, found }: PartDifference): string {
  const name = partInWords(all, key);
  if (expected === undefined) return `${name} absent`;
  if (key.startsWith('m/') && (expected === ABSENT || !expected.includes(':'))) {
    if (expected === ABSENT) return `${name} is in it again, who was taken out`;
    if (found === undefined) return `${name} absent`;
    return found === MORE_THAN_ONCE
      ? `${name} is in it more than once`
      : `one of two members called ${name.replace(/^member /, '')} absent`;
  }
  if (expected !== ABSENT && !expected.includes(':')) return `${name}: ${expected} saved, ${found ?? 'none'} found`;
  if (expected === ABSENT) {
    const again = all[key] === ABSENT ? ' again, which was deleted' : ', which it had not when it was saved';
    return `${name}, ${valueInWords(found ?? '')}, is there${again}`;
  }
  if (found === undefined) return `${name}, ${valueInWords(expected)} saved, absent`;
  const [before, after] = [valueInWords(expected), valueInWords(found)];
  const [, digest = ''] = expected.split(':');
  const [, other = ''] = found.split(':');
  return `${name}, ${before} saved (digest ${digest}), ${before === after ? 'another value' : after} found (digest ${other})`;
}

/** What a part is called, from the innermost, for example `PR_DISPLAY_NAME_W (0x3001001F) of recipient 3`. */
function partInWords(all: Parts, key: string): string {
  const steps = key.split('/');
  const owners: string[] = [];
  let path = '';
  let i = 0;
  for (; i < steps.length; i += 1) {
    const step = steps[i] as string;
    const here = `${path}${step}`;
    if (step === 'e') owners.unshift('the embedded message');
    else if (/^r\d+$/.test(step)) owners.unshift(`recipient ${step.slice(1)} of ${recipientsIn(all, path)}`);
    else if (/^a[0-9a-f]+(?:\.\d+)?$/.test(step)) owners.unshift(attachmentInWords(all, path, here));
    else break;
    path = `${here}/`;
  }
  const own = steps.slice(i);
  const of = owners.join(' of ');
  if (own.length === 0) return of;
  return `${leafInWords(own)}${of === '' ? '' : ` of ${of}`}`;
}

function leafInWords([first = '', second = '', third = '']: readonly string[]): string {
  if (first === 'r') return 'recipients';
  if (first === 'a') return 'attachments';
  if (first === 'm') {
    const member = `member ${decodeURIComponent(second)}`;
    return third === '' ? member : `${tagInWords(Number.parseInt(third, 16))} of ${member}`;
  }
  if (first === 'flag' && second === 'hidden') return `hidden messages that nobody saved in ${folderInWords(third)}`;
  if (first === 'flag') return FLAGS[second] ?? second;
  if (!first.startsWith('n')) return tagInWords(Number.parseInt(first, 16));
  const set = first.slice(1);
  const called = second.startsWith('#') ? `0x${second.slice(1).toUpperCase()}` : `"${decodeURIComponent(second)}"`;
  return `the named property ${called} of ${SETS.get(set) ?? set} (type 0x${third.toUpperCase()})`;
}

/** A folder whose path is a step of a key. */
function folderInWords(step: string): string {
  return step === '' ? 'the top folder' : decodeURIComponent(step);
}

/** How many recipients an object has: not every state has the number as a part of its own. */
function recipientsIn(all: Parts, path: string): string {
  const numbers = Object.keys(all).map(
    (key) => /^r(\d+)\//.exec(key.startsWith(path) ? key.slice(path.length) : '')?.[1],
  );
  return all[`${path}r`] ?? String(Math.max(...numbers.map((number) => Number(number ?? 0))));
}

/** Attachments are known by a digest of their names, and counted in the order in which they were saved. */
function attachmentInWords(all: Parts, path: string, here: string): string {
  const order: string[] = [];
  for (const key in all) {
    if (!key.startsWith(`${path}a`)) continue;
    const [step = ''] = key.slice(path.length).split('/');
    if (step !== 'a' && !order.includes(step)) order.push(step);
  }
  const index = order.indexOf(here.slice(path.length));
  return `attachment ${index + 1} of ${order.length}`;
}

function valueInWords(part: string): string {
  const [size = ''] = part.split(':');
  const count = Number(size.slice(1));
  if (size.startsWith('b')) return count === 1 ? '1 byte' : `${count.toLocaleString('en')} bytes`;
  if (size.startsWith('s')) return count === 1 ? '1 character' : `${count.toLocaleString('en')} characters`;
  if (size.startsWith('a')) return count === 1 ? 'one value' : `${count.toLocaleString('en')} values`;
  return 'a value';
}
