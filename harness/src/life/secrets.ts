import { Buffer } from 'node:buffer';

// A provider may replace it before its life is over.
const toBytes: typeof Buffer.from = Buffer.from;

const SECRET_KEY: RegExp = /passw|secret|token|credential|api[-_]?key|private|pwd|pin$|(^|[-_.])(key|auth)$/i;
const CAMEL_CASE_KEY: RegExp = /[a-z]Key$/;

/** What stands in the place of a secret. */
export const HIDDEN = '***';

/** A shorter value may be part of any word, and hiding it would spoil the text. */
const SHORTEST_HIDDEN = 4;
/** The same for variables of the environment, of which most are none of the provider's. */
const SHORTEST_VARIABLE = 8;

/** Values that are secrets whatever their setting is called. */
const SECRET_VALUES: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  // JSON Web Tokens, and tokens of the usual services by their prefixes.
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/,
  /\b(?:gh[pousr]_|github_pat_|glpat-|npm_|xox[abeoprs]-|sk-|sk_live_|rk_live_|AIza|ya29\.)[\w-]{12,}/,
  /\bA(?:KI|SI)A[0-9A-Z]{16}\b/,
  /^(?:Bearer|Basic) \S+$/i,
  // A URL with a password.
  /^[a-z][a-z\d+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i,
];

/** So long is a word of no language; and what was drawn by chance has so many different characters. */
const RANDOM_LENGTH = 20;
const RANDOM_KINDS = 12;

/**
 * Tells whether a setting's name looks like that of a secret.
 *
 * @param key - the name
 * @returns true for names such as `password`, `clientSecret`, `api-key`, `PR_PROFILE_TOKEN`
 */
export function isSecret(key: string): boolean {
  return SECRET_KEY.test(key) || CAMEL_CASE_KEY.test(key);
}

/**
 * Tells whether a value looks like a secret, whatever its setting is called: a private key, a token, a URL with a
 * password, a text that was drawn by chance.
 *
 * @param value - the value of a setting
 */
export function looksSecret(value: string): boolean {
  return SECRET_VALUES.some((shape) => shape.test(value)) || looksRandom(value);
}

/** Letters of both cases and digits, in one word that is no path, no name of a host and no GUID. */
function looksRandom(value: string): boolean {
  if (value.length < RANDOM_LENGTH || !/^[A-Za-z\d+/=_-]+$/.test(value) || /^[/]|[/].*[/].*[/]/.test(value))
    return false;
  const mixed = /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value);
  return mixed && new Set(value).size >= RANDOM_KINDS;
}

/**
 * The settings, fit to be shown to others.
 *
 * @param profile - settings by name
 * @returns the same, with `***` in place of every secret
 */
export function withoutSecrets(profile: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(profile).map(([key, value]) => [key, isSecret(key) || looksSecret(value) ? HIDDEN : value]),
  );
}

/**
 * The values that must not be shown to anybody, the longest first: one may be part of another.
 *
 * @param profiles - settings by name, of each provider
 * @param environment - the variables that a provider may read as well
 */
export function secretsOf(
  profiles: readonly Readonly<Record<string, string>>[],
  environment: Readonly<Record<string, string | undefined>> = {},
): readonly string[] {
  const settings = profiles.flatMap((profile) => Object.entries(profile).flatMap(secretValue));
  const values = [...settings.filter(({ length }) => length >= SHORTEST_HIDDEN), ...secretsIn(environment)];
  return [...new Set(values.flatMap(formsOf))].sort((a, b) => b.length - a.length);
}

/** How a secret stands in what a provider prints and sends: as it is, within JSON, within a URL, as Base64. */
function formsOf(secret: string): readonly string[] {
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    // Half of a surrogate pair has no place in a URL.
    encodeURIComponent(secret.toWellFormed()),
    // What is filled up at its end is not of the secret.
    toBytes(secret).toString('base64').replace(/[=]+$/, ''),
  ];
}

function secretValue([key, value]: readonly [string, string]): readonly string[] {
  return isSecret(key) || looksSecret(value) ? [value] : [];
}

/** Nobody has chosen these variables for this: a number or a short word is part of too much that is no secret. */
function secretsIn(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(environment).flatMap(([key, value = '']) => {
    return value.length < SHORTEST_VARIABLE || /^\d+$/.test(value) ? [] : secretValue([key, value]);
  });
}

/** Where a longer text was cut to become this one: a secret may have been cut, too. */
export interface Cut {
  readonly atStart?: boolean;
  readonly atEnd?: boolean;
}

/**
 * A text without secrets.
 *
 * @param text - any text
 * @param secrets - the values
 * @param cut - where more has stood; nowhere unless given
 */
export function hideIn(text: string, secrets: readonly string[], { atStart = false, atEnd = false }: Cut = {}): string {
  let shown = secrets.reduce((result, secret) => result.replaceAll(secret, HIDDEN), text);
  const rest = (part: (secret: string, length: number) => string, isThere: (part: string) => boolean): number =>
    Math.max(0, ...secrets.map((secret) => longestPart(secret, (length) => isThere(part(secret, length)))));
  if (atStart) {
    const length = rest(
      (secret, size) => secret.slice(-size),
      (part) => shown.startsWith(part),
    );
    if (length > 0) shown = HIDDEN + shown.slice(length);
  }
  if (atEnd) {
    const length = rest(
      (secret, size) => secret.slice(0, size),
      (part) => shown.endsWith(part),
    );
    if (length > 0) shown = shown.slice(0, -length) + HIDDEN;
  }
  return shown;
}

/** How long the longest part of a secret is that is there; 0: none that says something. */
function longestPart(secret: string, isThere: (length: number) => boolean): number {
  for (let length = secret.length - 1; length >= SHORTEST_HIDDEN; length -= 1) {
    if (isThere(length)) return length;
  }
  return 0;
}

/** Of an event, what its writer took from a list: a secret that is such a word by chance is told by none of them. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  ...[
    'e',
    'do',
    'part',
    'edge',
    'phase',
    'category',
    'kind',
    'trait',
    'feature',
    'span',
    'context',
    'probe',
    'fault',
    'change',
    'outcome',
  ],
  ...['method', 'interface', 'scenario', 'platform', 'node', 'mode', 'item', 'entryId', 'properties'],
]);

/**
 * An event without secrets: it stays an event.
 *
 * @param event - anything that JSON knows
 * @param secrets - the values
 */
export function hideInEvent(event: unknown, secrets: readonly string[]): unknown {
  if (typeof event === 'string') return hideIn(event, secrets);
  if (Array.isArray(event)) return event.map((each) => hideInEvent(each, secrets));
  if (typeof event !== 'object' || event === null) return event;
  return Object.fromEntries(
    Object.entries(event).map(([key, value]) => {
      const isOwn = OWN_WORDS.has(key) && typeof value === 'string';
      return [hideIn(key, secrets), isOwn ? value : hideInEvent(value, secrets)];
    }),
  );
}

/**
 * Whether a JSON text has a secret in it, as JSON writes that.
 *
 * @param json - the text
 * @param secrets - the values
 */
export function hasSecret(json: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => json.includes(JSON.stringify(secret).slice(1, -1)));
}
