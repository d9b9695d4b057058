import { ConfigurationError, messageOf } from './configuration-error.js';
import { redactText } from './redact.js';

/**
 * Checks that the settings for a provider's profile section are such that the host can use them: the properties among
 * them are known, and their values fit.
 *
 * @param profile - settings by name
 * @throws ConfigurationError naming the first that is not
 */
export async function checkProfile(profile: Readonly<Record<string, string>>): Promise<void> {
  if (Object.keys(profile).length === 0) return;
  // Only who gives settings pays for loading what knows all properties.
  const { parseProfile } = await import('../../life/profile-values.js');
  try {
    await parseProfile(profile);
  } catch (error) {
    throw new ConfigurationError(redactText(messageOf(error), profile));
  }
}
