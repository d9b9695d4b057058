import {
  type Guid,
  guid,
  type MAPINAMEID,
  oleGuid,
  PS_PUBLIC_STRINGS,
  PT_BINARY,
  PT_BOOLEAN,
  PT_DOUBLE,
  PT_LONG,
  PT_MV_LONG,
  PT_MV_UNICODE,
  PT_STRING8,
  PT_SYSTIME,
  PT_UNICODE,
} from '@mapi-kit/sdk';

/** A named property that clients use: its name and type. */
export interface PropertyName {
  readonly name: MAPINAMEID;
  readonly type: number;
}

const PS_INTERNET_HEADERS = oleGuid(0x00020386);
const PSETID_COMMON = oleGuid(0x00062008);
const PSETID_APPOINTMENT = oleGuid(0x00062002);
const PSETID_TASK = oleGuid(0x00062003);
const PSETID_ADDRESS = oleGuid(0x00062004);
/** A set as any add-in has one. */
const OF_AN_ADD_IN = guid('{5E1A7C34-90B2-4D6F-8C11-3B7D2A64F0E9}');

const numeric =
  (set: Guid) =>
  (type: number, ...ids: readonly number[]): PropertyName[] =>
    ids.map((id) => ({ name: { guid: set, kind: 0, id }, type }));
const strings =
  (set: Guid) =>
  (type: number, ...names: readonly string[]): PropertyName[] =>
    names.map((name) => ({ name: { guid: set, kind: 1, name }, type }));

const common = numeric(PSETID_COMMON);
const appointment = numeric(PSETID_APPOINTMENT);
const task = numeric(PSETID_TASK);
const address = numeric(PSETID_ADDRESS);
const addIn = numeric(OF_AN_ADD_IN);
const header = strings(PS_INTERNET_HEADERS);

/** Categories. */
export const KEYWORDS: readonly PropertyName[] = strings(PS_PUBLIC_STRINGS)(PT_MV_UNICODE, 'Keywords');

/** What Outlook sets on nearly every message (PSETID_Common). */
export const COMMON: readonly PropertyName[] = [
  ...common(PT_BOOLEAN, 0x8503, 0x8506, 0x850e, 0x851c, 0x8514),
  ...common(PT_SYSTIME, 0x8502, 0x8560, 0x8516, 0x8517),
  ...common(PT_LONG, 0x8501, 0x8510, 0x8518, 0x8552),
  ...common(PT_UNICODE, 0x8554, 0x8530, 0x85a4),
];

/** Of tasks (PSETID_Task). */
export const TASK: readonly PropertyName[] = [
  ...task(PT_LONG, 0x8101, 0x8110, 0x8111, 0x8129),
  ...task(PT_DOUBLE, 0x8102),
  ...task(PT_SYSTIME, 0x8104, 0x8105, 0x810f),
  ...task(PT_UNICODE, 0x811f, 0x8121),
  ...task(PT_BOOLEAN, 0x8103, 0x811c, 0x8126),
];

/** Of appointments (PSETID_Appointment), without the recurrence. */
export const APPOINTMENT: readonly PropertyName[] = [
  ...appointment(PT_SYSTIME, 0x820d, 0x820e, 0x8235, 0x8236),
  ...appointment(PT_UNICODE, 0x8208, 0x8232, 0x8234, 0x8238),
  ...appointment(PT_LONG, 0x8201, 0x8205, 0x8213, 0x8217, 0x8218),
  ...appointment(PT_BOOLEAN, 0x8215, 0x8223),
  ...appointment(PT_BINARY, 0x8233, 0x825e, 0x825f),
];

/** PidLidAppointmentRecur: bytes, sometimes many. */
export const RECURRENCE: readonly PropertyName[] = appointment(PT_BINARY, 0x8216);

/** Of contacts (PSETID_Address). */
export const CONTACT: readonly PropertyName[] = [
  ...address(PT_UNICODE, 0x8005, 0x8080, 0x8082, 0x8083, 0x8084, 0x8090, 0x8093, 0x801a, 0x801b),
  ...address(PT_BINARY, 0x8085, 0x8015),
  ...address(PT_MV_LONG, 0x8028),
  ...address(PT_LONG, 0x8006, 0x8022),
];

/** Headers that a transport keeps by their names. */
export const HEADERS: readonly PropertyName[] = [
  ...header(PT_UNICODE, 'x-mailer', 'list-unsubscribe', 'x-grüße', 'acceptlanguage'),
  ...header(PT_STRING8, 'x-ms-has-attach'),
];

/** Of an add-in: more than fit in one call of some stores. */
export const ADD_IN: readonly PropertyName[] = [
  ...addIn(PT_UNICODE, ...range(0x9000, 12)),
  ...addIn(PT_LONG, ...range(0x9100, 12)),
  ...addIn(PT_BINARY, ...range(0x9200, 8)),
  ...strings(OF_AN_ADD_IN)(PT_UNICODE, 'Keywords', 'ticket number', 'http://example.org/ns#state', 'Ωmega'),
  ...strings(PS_PUBLIC_STRINGS)(PT_UNICODE, 'ticket number', 'Title'),
];

/**
 * A few of each sort, numbers, texts, and some beyond ASCII: what a store does by the sort of a name shows wherever these are.
 */
export const EACH_SORT: readonly PropertyName[] = [
  ...addIn(PT_UNICODE, 0x9000),
  ...addIn(PT_LONG, 0x9100),
  ...strings(OF_AN_ADD_IN)(PT_BINARY, 'ticket state'),
  ...strings(OF_AN_ADD_IN)(PT_UNICODE, 'Ωmega'),
  ...header(PT_UNICODE, 'x-grüße'),
];

/** Of an add-in: numbers that are those of other sets, one of more than 16 bits, names as long as addresses, and very many. */
export const ODD_NAMES: readonly PropertyName[] = [
  ...addIn(PT_UNICODE, 0x8503, 0x8208, 0x8101, 0x12345),
  ...strings(OF_AN_ADD_IN)(PT_UNICODE, `http://schemas.example.org/${'state/'.repeat(12)}closed`),
  ...addIn(PT_LONG, ...range(0xa000, 150)),
];

/** Names that nobody has used before this life. */
export function namesOfLife(life: number): readonly PropertyName[] {
  return [...addIn(PT_LONG, 0xb000 + life), ...strings(OF_AN_ADD_IN)(PT_UNICODE, `life ${life + 1}`)];
}

function range(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
