import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CATALOGUE_VERSION } from '../catalogue/catalogue.js';
import type { Finding } from '../catalogue/requirement.js';
import type { SigningKey } from '../certificate/keys.js';
import type { PlannedMail } from '../life/own-mail.js';
import { isExpired } from '../report/expectations.js';
import type { CertificationReport, Completion, ExpectedFailure } from '../report/report.js';
import type { ProviderKind } from '../scenarios/scenario.js';
import { assembleReport } from './assemble-report.js';
import { CertificationJudge, NOTHING_RUN, observationsOf } from './certification-judge.js';
import { Seal } from './evidence/seal.js';
import type { FarSideModule } from './far-side/custom-far-side.js';
import { OutFolder } from './folders/out-folder.js';
import { withWorkFolder } from './folders/work-folder.js';
import { ReportError } from './input/configuration-error.js';
import { kindsOf } from './input/kinds.js';
import type { Settings } from './input/options.js';
import type { Selection } from './input/selection.js';
import type { CertificationSubject } from './input/subject.js';
import { CERTIFICATION_FILE, keptCertification } from './judging/certification-file.js';
import { conclude, timedOf } from './judging/terms.js';
import { assertMailHasStore } from './own-mail/assert-mail-has-store.js';
import type { MailFolder } from './own-mail/read-mail-folder.js';
import type { Leftovers } from './process/leftovers.js';
import type { NodeRuntime } from './process/runtime.js';
import { ProgressTeller } from './progress-teller.js';
import { assertLoaded } from './schedule/assert-loaded.js';
import { Doubts } from './schedule/doubts.js';
import { EarlyFailures } from './schedule/early-failures.js';
import { LibraryThreads } from './schedule/library-threads.js';
import { Places } from './schedule/places.js';
import { chainsOf, planWalks } from './schedule/plan-walks.js';
import { createEnvironment, NOT_KEPT, type RunEnvironment } from './schedule/run-environment.js';
import { alone } from './schedule/run-places.js';
import type { Runner, RunResult } from './schedule/run-result.js';
import { runScenario } from './schedule/run-scenario.js';
import { ScriptsLeft } from './schedule/scripts-left.js';
import { shrinkFailure, type Verified } from './schedule/shrink-failure.js';
import { runStages, type StagesOutcome } from './schedule/stages.js';
import { NOTHING_REPEATED, type Verification, verifyFailures } from './schedule/verify-failures.js';
import { Stop } from './stop.js';
import type { Tools } from './tools.js';

/** What a certification starts from: everything is checked, nothing has begun. */
export interface CertificationParts {
  readonly settings: Settings;
  readonly selection: Selection;
  readonly option: 1 | 2 | 3;
  readonly subject: CertificationSubject;
  /** The user's own; null: the SMTP server. */
  readonly farSide: FarSideModule | null;
  /** The author's own; null: there is none. */
  readonly mail: MailFolder | null;
  /** Signs the certificate; null: nobody does. */
  readonly key: SigningKey | null;
  readonly expectedFailures: readonly ExpectedFailure[];
  readonly leftovers: Leftovers;
  /** What runs the processes under test. */
  readonly runtime: NodeRuntime;
  readonly tools: Tools;
}

const NOTHING: Verified = { outcome: NOTHING_RUN, verification: NOTHING_REPEATED, shrunk: null };

/** One certification, from its output folder to its report. */
export class Certification {
  readonly #parts: CertificationParts;
  readonly #startedAt: Date = new Date();
  readonly #stop: Stop;
  readonly #progress: ProgressTeller;
  readonly #judge: CertificationJudge;
  /** What the first process has shown; null before. */
  #kinds: readonly ProviderKind[] | null = null;

  constructor(parts: CertificationParts) {
    this.#parts = parts;
    this.#stop = new Stop(parts.settings.signal, parts.settings.timeLimitMs);
    this.#progress = new ProgressTeller(parts.settings.onProgress);
    this.#judge = new CertificationJudge({
      ...parts,
      catalogueSize: parts.tools.catalogue.length,
      isBailed: () => this.#stop.by === 'bail',
      kinds: () => this.#kinds ?? [],
    });
  }

  /**
   * Carries it out, once.
   *
   * @returns the report, complete or interrupted
   * @throws ConfigurationError and ReportError, as `certify` does
   */
  async carryOut(): Promise<CertificationReport> {
    const { settings, leftovers } = this.#parts;
    try {
      return await withWorkFolder(leftovers, async (workFolder) => {
        const folder = settings.out === null ? null : OutFolder.open(settings.out, leftovers);
        return await this.#inFolders(folder, workFolder);
      });
    } finally {
      this.#stop.dispose();
    }
  }

  async #inFolders(folder: OutFolder | null, workFolder: string): Promise<CertificationReport> {
    let isBegun = false;
    const { mail } = this.#parts;
    if (mail !== null) this.#progress.mail(mail.report);
    try {
      await folder?.begin(this.#report(NOTHING, 'interrupted', folder));
      isBegun = true;
      const seal =
        folder === null ? null : await Seal.begin({ ...this.#parts, catalogue: this.#parts.tools.catalogue });
      const report = await this.#runAndJudge(folder, workFolder);
      await seal?.assertUnchanged();
      await folder?.finish(report);
      await this.#parts.settings.beforeSealing(report);
      if (folder !== null) seal?.close(folder, report);
      folder?.close();
      return report;
    } catch (error) {
      // The evidence stays where the report alone could not be written.
      if (isBegun && error instanceof ReportError) folder?.close();
      else await folder?.abandon();
      throw error;
    }
  }

  async #runAndJudge(folder: OutFolder | null, workFolder: string): Promise<CertificationReport> {
    const { settings } = this.#parts;
    const environment = this.#environment(workFolder, await this.#layOutMail(workFolder));
    const evidence = folder?.evidence ?? join(workFolder, 'evidence');
    const outcome = await this.#runAll(environment, evidence, workFolder);
    const repetitions = folder?.repetitions ?? join(workFolder, 'repetitions');
    const verification = await this.#verify(outcome, environment, repetitions);
    let verified: Verified = { outcome, verification, shrunk: null };
    // A script that was given is repeated as it is; the quick mode's own is as short as it can be.
    if (settings.script === null && !settings.quick && this.#stop.by !== 'bail') {
      verified = await shrinkFailure({
        ...verified,
        trial: chainsOf(settings.walks),
        environment,
        evidence,
        workFolder,
        settings: this.#judge.terms(outcome).settings,
        judge: (added) => this.#judge.judge(added),
        onShrinking: () => this.#progress.shrinking(),
      });
    }
    this.#progress.findings(verified.verification.findings);
    const isInterrupted = this.#isCutShort(outcome) || verified.verification.interrupted || this.#stop.signal.aborted;
    const report = this.#report(verified, isInterrupted ? 'interrupted' : 'complete', folder);
    folder?.keep(CERTIFICATION_FILE, keptCertification(report, this.#judge.terms(verified.outcome), verified.shrunk));
    return report;
  }

  async #runAll(environment: RunEnvironment, evidence: string, workFolder: string): Promise<StagesOutcome> {
    const { selection, settings, option, farSide } = this.#parts;
    const early = new EarlyFailures({
      ...selection,
      judge: this.#judge.judgeEarly,
      // What is broken is told while the rest goes on.
      onFailing: (finding) => {
        const isBroken = finding.status === 'fail' || settings.strict;
        if (settings.bail && finding.status === 'fail' && !this.#isExpected(finding)) this.#stop.bail();
        this.#progress.failing(finding, isBroken && !settings.quick);
      },
    });
    const { doubts } = environment;
    const runner = this.#runner(environment, evidence);
    const run = early.around(doubts?.around(runner) ?? runner);
    const unkept = { ...environment, keeping: NOT_KEPT };
    const guide: Runner = (planned, manner) => runScenario(planned, join(workFolder, 'guides'), unkept, manner);
    const left = settings.quick ? new ScriptsLeft(environment.readings, this.#stop.signal) : null;
    const carryOut: Runner = async (planned, manner) =>
      this.#stop.by === 'bail' ? null : await (planned.guide === true ? guide : run)(planned, manner);
    return await runStages({
      scenarios: selection.scenarios,
      seed: settings.seed,
      items: settings.items,
      places: environment.places,
      quick: settings.quick,
      option,
      hasFarSide: farSide !== null,
      ...(doubts === null ? {} : { spared: doubts.spared }),
      shard: settings.shard,
      run: left?.around(carryOut) ?? carryOut,
      onCanary: (isStopped) => environment.halt.decide(isStopped),
      abort: () => this.#stop.end(),
      onReconnaissance: async (result) => {
        this.#kinds = kindsOf(result.loaded);
        await assertLoaded(result, environment, settings, workFolder);
        assertMailHasStore(this.#kinds, settings);
      },
      planWalks: (stance) => planWalks({ ...settings, option }, stance),
      onPlanned: ({ stance, ...plan }) => {
        this.#progress.planned(plan.planned.length, stance);
        if (stance === null) return;
        early.planned({ stance, ...plan });
        doubts?.planned({ stance, ...plan });
        left?.planned(plan.planned);
      },
    });
  }

  async #verify(
    outcome: StagesOutcome,
    environment: RunEnvironment,
    repetitions: string,
  ): Promise<Verification<RunResult>> {
    const { settings } = this.#parts;
    const findings = this.#judge.judge(outcome);
    if (this.#isCutShort(outcome)) return { ...NOTHING_REPEATED, findings };
    const again = alone(this.#runner({ ...environment, debugging: null }, repetitions), environment.places);
    return await verifyFailures({
      findings,
      results: outcome.results,
      strict: settings.strict,
      onlyTimed: settings.quick,
      timed: timedOf(this.#judge.terms(outcome)),
      judge: (observations) => this.#judge.judge(outcome, observations),
      run: ({ run }) => again(run),
      onVerifying: (runs) => this.#progress.verifying(runs),
    });
  }

  /** Runs are missing, and not because a failure was enough. */
  #isCutShort({ unfinished }: StagesOutcome): boolean {
    return unfinished.size > 0 && this.#stop.by !== 'bail';
  }

  #isExpected({ id }: Finding): boolean {
    const startedAt = this.#startedAt.toISOString();
    return this.#parts.expectedFailures.some((expected) => expected.id === id && !isExpired(expected, startedAt));
  }

  /** Carries out a run, and tells of it. */
  #runner(environment: RunEnvironment, evidence: string): Runner {
    return this.#progress.around((run, manner) => runScenario(run, evidence, environment, manner));
  }

  /** Leaves the author's own mail where the lives find it, and nobody else. */
  async #layOutMail(workFolder: string): Promise<PlannedMail | null> {
    const { mail } = this.#parts;
    if (mail === null) return null;
    const file = join(workFolder, 'own-mail');
    await writeFile(file, mail.packed, { mode: 0o600 });
    return { file, messages: mail.report.files, bytes: mail.report.bytes };
  }

  #environment(workFolder: string, ownMail: PlannedMail | null): RunEnvironment {
    const { settings, subject, farSide, option, leftovers, runtime, tools } = this.#parts;
    const parts = {
      subject,
      farSide,
      ownMail,
      kinds: () => this.#kinds,
      hostFile: tools.hostFile,
      runtime,
      option,
      places: tools.places ?? new Places(settings.jobs),
      threads: new LibraryThreads(subject, settings.twoThreads || settings.asan, () => this.#progress.twoThreads()),
      leftovers,
      signal: this.#stop.signal,
      debugging: tools.debugged === undefined ? null : { isFor: tools.debugged, onWaiting: this.#progress.waiting },
      doubts: settings.quick ? new Doubts({ ...this.#parts.selection, judge: this.#judge.judgeEarly }) : null,
    };
    return createEnvironment(parts, settings, workFolder);
  }

  #report({ outcome, verification }: Verified, completion: Completion, folder: OutFolder | null): CertificationReport {
    const { settings, option, subject, expectedFailures } = this.#parts;
    const { findings, repeated, onlyThere } = verification;
    const terms = this.#judge.terms(outcome);
    const { verdict, summary, exposure } = conclude(terms, findings, observationsOf(outcome), completion);
    return assembleReport({
      settings,
      option,
      subject,
      kinds: this.#kinds ?? [],
      stance: outcome.stance,
      catalogue: CATALOGUE_VERSION,
      verdict,
      summary,
      completion,
      // All that was to be run was going on already when the failure was seen: nothing is missing.
      stoppedBy: this.#stop.by === 'bail' && outcome.unfinished.size === 0 ? null : this.#stop.by,
      expectedFailures,
      mail: this.#parts.mail?.report ?? null,
      startedAt: this.#startedAt,
      findings,
      results: outcome.results,
      exposure,
      repetition: { results: repeated, onlyThere },
      wine: this.#parts.runtime.wine,
      evidence: folder?.path ?? null,
    });
  }
}
