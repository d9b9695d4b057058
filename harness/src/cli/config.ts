import type { CertifyOptions, OptionName } from '../run/input/certify-options.js';
import type { ConfigFile } from '../run/input/config-file.js';
import { ConfigurationError } from '../run/input/configuration-error.js';

/** Neither the command line nor a configuration file says what is to be certified. */
export class NoProviderError extends ConfigurationError {
  constructor() {
    super("give the provider's module, for example ./dist/my-store.js, or --profile-file");
  }
}

/** The command line, with a configuration file for what it does not say. */
export interface AppliedConfig {
  readonly options: CertifyOptions;
  /** How whoever wrote it knows an option that the file gives; undefined: the file does not. */
  readonly nameOf: (option: OptionName) => string | undefined;
}

/** What the command line says also takes back what contradicts it in the file. */
const OPPOSITES: Readonly<Partial<Record<OptionName, readonly OptionName[]>>> = {
  provider: ['profileFile'],
  profileFile: ['provider'],
  option: ['reg'],
  reg: ['option'],
  mail: ['keepData'],
  keepData: ['mail'],
  script: ['walks', 'quick', 'shard'],
  walks: ['script', 'quick'],
  quick: ['script', 'walks', 'shard'],
  shard: ['script', 'quick'],
};

/**
 * Puts the command line over a configuration file, option by option; settings of the profile one by one.
 *
 * @param file - null: there is none
 * @param given - what the command line says
 */
export function applyConfig(file: ConfigFile | null, given: CertifyOptions): AppliedConfig {
  if (file === null) return { options: given, nameOf: () => undefined };
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  const hidden = new Set<string>(
    said.flatMap(([name]) => [name, ...((Object.hasOwn(OPPOSITES, name) && OPPOSITES[name as OptionName]) || [])]),
  );
  const left = Object.entries(file.options).filter(([name]) => !hidden.has(name));
  const profile = { ...file.options.profile, ...given.profile };
  const options: CertifyOptions = {
    ...Object.fromEntries(left),
    ...Object.fromEntries(said),
    ...(Object.keys(profile).length === 0 ? {} : { profile }),
  };
  const names = new Set(left.map(([name]) => name));
  return { options, nameOf: (option) => (names.has(option) ? `${option} in ${file.shown}` : undefined) };
}
