const secretKey: RegExp = /passw|secret|token|credential|api[-_]?key|private|pwd|pin$|(^|[-_.])(key|auth)$/i;
const camelCaseKey: RegExp = /[a-z]Key$/;
const HIDDEN = '***';
/** A shorter value may be part of any word, and hiding it would spoil the text. */
const SHORTEST_HIDDEN = 4;

/**
 * Tells whether a setting's name looks like that of a secret.
 *
 * @param key - the name
 * @returns true for names such as `password`, `clientSecret`, `api-key`, `PR_PROFILE_TOKEN`
 */
export function isSecret(key: string): boolean {
  return secretKey.test(key) || camelCaseKey.test(key);
}

/**
 * The settings, fit to be shown to others.
 *
 * @param profile - settings by name
 * @returns the same, with `***` in place of every secret
 */
export function redactProfile(profile: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(profile).map(([key, value]) => [key, isSecret(key) ? HIDDEN : value]));
}

/**
 * A text that a provider printed, fit to be shown to others.
 *
 * @param text - any text
 * @param profile - settings by name, whose secrets must not appear
 * @returns the text with `***` in place of every secret's value
 */
export function redactText(text: string, profile: Readonly<Record<string, string>>): string {
  let result = text;
  for (const [key, value] of Object.entries(profile)) {
    if (isSecret(key) && value.length >= SHORTEST_HIDDEN) result = result.replaceAll(value, HIDDEN);
  }
  return result;
}
