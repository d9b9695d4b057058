import { ConfigurationError, messageOf } from './configuration-error.js';
import type { Settings } from './options.js';

/**
 * The user option that holds: the given one, or the one that the registry file says.
 *
 * @param settings - the settings
 * @returns 1, 2 or 3
 * @throws ConfigurationError when the registry file can't be read, or its value is absent or none of the documented ones
 */
export async function effectiveOption(settings: Pick<Settings, 'option' | 'reg' | 'regFile'>): Promise<1 | 2 | 3> {
  if (settings.regFile === null) return settings.option;
  // Only who uses a registry file pays for loading what reads it.
  const { FAST_SHUTDOWN_KEY, FAST_SHUTDOWN_VALUE, regFilePolicy } = await import('@mapi-kit/sdk/subsystem');
  const { regFile } = settings;
  const leftOut = new Set<string>();
  const read = (defaultOption: 1 | 2): 1 | 2 | 3 => {
    try {
      return regFilePolicy(regFile, { defaultOption, warn: (message) => leftOut.add(message) }).read();
    } catch (error) {
      throw new ConfigurationError((name) => `${name('reg')} ${settings.reg} can't be used: ${messageOf(error)}`);
    }
  };
  const option = read(1);
  if (option === read(2)) {
    for (const message of leftOut) process.emitWarning(`reg import leaves out ${message}`, 'MapiCertifyWarning');
    return option;
  }
  const ignored = [...leftOut].map((message) => `; reg import leaves out ${message}`).join('');
  throw new ConfigurationError(
    (name) =>
      `${name('reg')} ${settings.reg} does not say which option: it has no ${FAST_SHUTDOWN_VALUE} under ${FAST_SHUTDOWN_KEY}; export that key, or give ${name('option')} itself${ignored}`,
  );
}
