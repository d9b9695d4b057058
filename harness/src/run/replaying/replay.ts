import { existsSync, readFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HIDDEN } from '../../life/secrets.js';
import type { ScenarioIdentity } from '../../recording/identity.js';
import { planFile } from '../../recording/layout.js';
import { type RepeatOptions, repeatOptions } from '../../report/repeat-command.js';
import type { CertificationReport } from '../../report/report.js';
import type { CertifyOptions } from '../input/certify-options.js';
import { ConfigurationError } from '../input/configuration-error.js';
import { displayPath } from '../input/display-path.js';
import { resolveProvider } from '../input/resolve-provider.js';
import { judgeEvidence } from '../judging/judge-evidence.js';
import { RecordedRuns } from '../judging/recorded-runs.js';
import { type MailFolder, readMailFolder } from '../own-mail/read-mail-folder.js';
import { resolvePackage } from '../process/resolve-package.js';
import { findCase, type ReplayedCase } from './replayed-case.js';

/** What is to be played again. */
export interface ReplayRequest {
  /** The evidence, as the user named it. */
  readonly folder: string;
  /** The id of a finding, or the name of a run. */
  readonly word: string;
  readonly cwd: string;
  /** Another provider than that of the evidence. */
  readonly provider?: string | undefined;
  /** Settings in place of those of the evidence, which has no secrets. */
  readonly profile?: Readonly<Record<string, string>> | undefined;
  /** Where the new evidence goes; a folder beside the old one unless given. */
  readonly out?: string | undefined;
}

/** A certification that plays one case again. */
export interface Replay extends ReplayedCase {
  readonly options: CertifyOptions;
  /** What is not as it was, a sentence each. */
  readonly notes: readonly string[];
  /** Whether a run of this certification is the case, and none of those that are played besides. */
  readonly isOfCase: (run: ScenarioIdentity) => boolean;
}

/**
 * Finds out what plays a case again, from the evidence of the certification that showed it: the same provider, seed, work
 * and settings.
 *
 * @param request - which case, and what is to be otherwise
 * @returns the options of the certification
 * @throws ConfigurationError when there is no such case, or something that it needs is not there
 */
export async function replayOf(request: ReplayRequest): Promise<Replay> {
  const { folder, word, cwd } = request;
  const runs = new RecordedRuns(folder, cwd);
  const out = outOf(request);
  const report = await judgeEvidence(folder, { cwd });
  const found = findCase(word, folder, runs, report);
  const repeated = repeatOptions(report, { ...found.repeated, only: found.only });
  const profile = profileOf(request, repeated);
  const { notes, ...subject } = await subjectOf(request, report, found, repeated);
  const mailNotes = await notesOnMail(repeated, report, cwd);
  const scenarios = found.repeated.scenario.split(',');
  // The first trial is the one that has the seed of the case.
  const isOfCase = ({ scenario, trial, control }: ScenarioIdentity): boolean =>
    trial === 0 && !control && scenarios.includes(scenario);
  return {
    ...found,
    isOfCase,
    notes: [...notes, ...mailNotes],
    options: { ...repeated, ...policyOf(repeated, report, cwd), ...subject, profile, out, cwd },
  };
}

/** Beside the evidence, which stays what it is. */
function outOf({ folder, out, cwd }: ReplayRequest): string {
  const old = resolve(cwd, folder);
  const path = out === undefined ? `${old}-replay` : resolve(cwd, out);
  if (path !== old && !path.startsWith(old + sep)) return path;
  throw new ConfigurationError(
    `--out ${out} is the evidence that is played again, which stays as it is; name another folder`,
  );
}

function profileOf({ folder, profile = {} }: ReplayRequest, repeated: RepeatOptions): Readonly<Record<string, string>> {
  const all = { ...repeated.profile, ...profile };
  const hidden = Object.keys(all).filter((key) => all[key] === HIDDEN);
  if (hidden.length === 0) return all;
  throw new ConfigurationError(
    `${folder} does not have the values of secret settings; give ${hidden.map((key) => `--profile ${key}=VALUE`).join(' ')}`,
  );
}

/** The registry file says the option for all versions of Outlook; where it is gone, there is what it said. */
function policyOf(
  { reg }: RepeatOptions,
  { settings }: CertificationReport,
  cwd: string,
): Pick<CertifyOptions, 'reg' | 'option'> {
  if (reg === undefined || existsSync(resolve(cwd, reg))) return {};
  return { reg: undefined, option: settings.option };
}

/** Mail that has changed makes another case of it. */
async function notesOnMail(
  { mail }: RepeatOptions,
  report: CertificationReport,
  cwd: string,
): Promise<readonly string[]> {
  if (mail === undefined) return [];
  const { sha256 } = (await readRecordedMail(mail, cwd)).report;
  return sha256 === report.mail?.sha256 ? [] : [`the mail of ${mail} is not what it was`];
}

/** Where it is no more, that is said of the evidence: nobody has given an option. */
async function readRecordedMail(mail: string, cwd: string): Promise<MailFolder> {
  try {
    return await readMailFolder(mail, cwd);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const sentence = error.messageWith((name) => (name === 'mail' ? 'the mail of this evidence' : name));
    throw new ConfigurationError(sentence, { cause: error });
  }
}

type Subject = Pick<CertifyOptions, 'provider' | 'profileFile'> & Pick<Replay, 'notes'>;

async function subjectOf(
  { folder, provider, cwd }: ReplayRequest,
  report: CertificationReport,
  { run }: ReplayedCase,
  { profileFile, provider: given = '' }: RepeatOptions,
): Promise<Subject> {
  if (profileFile !== undefined) {
    if (provider !== undefined) {
      throw new ConfigurationError(
        `${folder} is of the profile file ${profileFile}, which lists its providers; leave --provider out`,
      );
    }
    if (existsSync(resolve(cwd, profileFile))) return { profileFile, notes: [] };
    throw new ConfigurationError(
      `${folder} is of the profile file ${profileFile}, which is not there; start in the folder that it was named from`,
    );
  }
  const chosen = provider ?? (await whereItWas(given, plannedFile(planFile(run.path, 0)), cwd));
  if (chosen === null) {
    throw new ConfigurationError(
      `${folder} is of the provider ${given}, which is not there; start in the folder that it was named from, or name it by --provider`,
    );
  }
  const { sha256 } = await resolveProvider(chosen, cwd, resolvePackage);
  const isSame = sha256 === report.provider.sha256;
  const note = `${chosen} is not what it was: its SHA-256 is ${sha256}, in ${folder} ${report.provider.sha256}`;
  return { provider: chosen, notes: isSame ? [] : [note] };
}

/** The provider as it was named, where that leads to the same file; otherwise the file; null: it is in neither place. */
async function whereItWas(given: string, file: string | null, cwd: string): Promise<string | null> {
  const found = await resolveProvider(given, cwd, resolvePackage).catch((error: unknown) => {
    if (error instanceof ConfigurationError) return null;
    throw error;
  });
  if (file === null || !existsSync(file)) return found === null ? null : given;
  return found?.file === file ? given : displayPath(file, cwd);
}

/** The file that the process of a life was told to load; null: its plan does not say so. */
function plannedFile(plan: string): string | null {
  try {
    const { providers } = JSON.parse(readFileSync(plan, 'utf8')) as {
      readonly providers: readonly { readonly url: string }[];
    };
    return fileURLToPath(providers[0]?.url ?? '');
  } catch {
    // Of another machine, or none at all: then the provider is where its name leads.
    return null;
  }
}
