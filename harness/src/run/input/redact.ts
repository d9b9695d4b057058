import { hideIn, secretsOf } from '../../life/secrets.js';

export { isSecret, withoutSecrets as redactProfile } from '../../life/secrets.js';

/**
 * A text that a provider printed, fit to be shown to others.
 *
 * @param text - any text
 * @param profile - settings by name, whose secrets must not appear
 * @returns the text with `***` in place of every secret's value
 */
export function redactText(text: string, profile: Readonly<Record<string, string>>): string {
  return hideIn(text, secretsOf([profile]));
}
