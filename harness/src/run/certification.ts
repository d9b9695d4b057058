import { setMaxListeners } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CATALOGUE_VERSION } from '../catalogue/catalogue.js';
import { judgeAll } from '../catalogue/judge.js';
import type { Finding } from '../catalogue/requirement.js';
import { identityName } from '../recording/identity.js';
import type { Observation } from '../recording/observation.js';
import type { CertificationReport, Completion } from '../report/report.js';
import type { ProviderKind } from '../scenarios/scenario.js';
import { RANDOM_WALKS } from '../scenarios/walks.js';
import { assembleReport } from './assemble-report.js';
import type { FarSideModule } from './far-side/custom-far-side.js';
import { OutFolder } from './folders/out-folder.js';
import { withWorkFolder } from './folders/work-folder.js';
import { ConfigurationError, ReportError } from './input/configuration-error.js';
import { diagnoseImport, loadsTooLong } from './input/diagnose-import.js';
import { kindsOf } from './input/kinds.js';
import type { Settings } from './input/options.js';
import { type Selection, selectionOption } from './input/selection.js';
import type { CertificationSubject } from './input/subject.js';
import { CERTIFICATION_FILE, keptCertification } from './judging/certification-file.js';
import { afterShrinking, type Shrunk, walksThatFail } from './judging/shrunk.js';
import { conclude, evidenceFor, judgeRuns, type Terms, timedOf } from './judging/terms.js';
import type { Leftovers } from './process/leftovers.js';
import { lifeLimit, liveTogether } from './process/run-life.js';
import { ProgressTeller } from './progress-teller.js';
import { EarlyFailures } from './schedule/early-failures.js';
import { inPlace } from './schedule/in-place.js';
import { Places, URGENT } from './schedule/places.js';
import type { Surroundings } from './schedule/plan-life.js';
import { planWalks } from './schedule/plan-walks.js';
import type { Runner, RunResult, ScriptResult } from './schedule/run-queue.js';
import { runScenario } from './schedule/run-scenario.js';
import { runStages, type StagesOutcome } from './schedule/stages.js';
import { TogetherPool } from './schedule/together-pool.js';
import { type Verification, verifyFailures } from './schedule/verify-failures.js';
import type { Tools } from './tools.js';

/** ANS-4: an answer, not work; in milliseconds. */
const QUERY_BUDGET_MS = 250;

/** What a certification starts from: everything is checked, nothing has begun. */
export interface CertificationParts {
  readonly settings: Settings;
  readonly selection: Selection;
  readonly option: 1 | 2 | 3;
  readonly subject: CertificationSubject;
  /** The user's own; null: the SMTP server. */
  readonly farSide: FarSideModule | null;
  readonly leftovers: Leftovers;
  readonly tools: Tools;
}

const nothingRun: StagesOutcome = { stance: 'unknown', results: [], notRun: {}, unfinished: new Set() };
const nothingRepeated: Verification<RunResult> = {
  findings: [],
  repeated: [],
  onlyThere: new Set(),
  interrupted: false,
};

/** One certification, from its output folder to its report. */
export class Certification {
  readonly #parts: CertificationParts;
  readonly #startedAt: Date = new Date();
  /** Ends all processes: the caller's wish, or an error of ours. */
  readonly #end: AbortController = new AbortController();
  readonly #progress: ProgressTeller;
  /** What the first process has shown; null before. */
  #kinds: readonly ProviderKind[] | null = null;

  constructor(parts: CertificationParts) {
    this.#parts = parts;
    // Each process that goes on listens; how many those are is a matter of --jobs.
    setMaxListeners(0, this.#end.signal);
    this.#progress = new ProgressTeller(parts.settings.onProgress);
  }

  /**
   * Carries it out, once.
   *
   * @returns the report, complete or interrupted
   * @throws ConfigurationError and ReportError, as `certify` does
   */
  async carryOut(): Promise<CertificationReport> {
    const { settings, leftovers } = this.#parts;
    const abort = (): void => this.#end.abort();
    settings.signal?.addEventListener('abort', abort, { once: true });
    if (settings.signal?.aborted === true) abort();
    try {
      return await withWorkFolder(leftovers, async (workFolder) => {
        const folder = settings.out === null ? null : OutFolder.open(settings.out, leftovers);
        return await this.#inFolders(folder, workFolder);
      });
    } finally {
      abort();
      settings.signal?.removeEventListener('abort', abort);
    }
  }

  async #inFolders(folder: OutFolder | null, workFolder: string): Promise<CertificationReport> {
    let isBegun = false;
    try {
      await folder?.begin(this.#report(nothingRun, nothingRepeated, 'interrupted', folder));
      isBegun = true;
      const report = await this.#runAndJudge(folder, workFolder);
      folder?.finish(report);
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
    const { selection, settings, option } = this.#parts;
    const surroundings = this.#surroundings(workFolder);
    const runner = (evidence: string): Runner =>
      this.#progress.around((run, manner) => runScenario(run, evidence, surroundings, manner));
    const early = this.#earlyFailures();
    const outcome = await runStages({
      scenarios: selection.scenarios,
      seed: settings.seed,
      items: settings.items,
      places: surroundings.places,
      quick: settings.quick,
      option,
      hasFarSide: this.#parts.farSide !== null,
      run: early.around(runner(folder?.evidence ?? join(workFolder, 'evidence'))),
      abort: () => this.#end.abort(),
      onReconnaissance: (result) => this.#assertLoaded(result, workFolder),
      planWalks: (stance) => planWalks({ ...settings, option }, stance),
      onPlanned: ({ stance, planned, notRun }) => {
        this.#progress.planned(planned.length, stance);
        if (stance !== null) early.planned({ stance, planned, notRun });
      },
    });
    const first = this.#judge(outcome, observationsOf(outcome));
    const again = alone(runner(folder?.repetitions ?? join(workFolder, 'repetitions')), surroundings.places);
    const verification: Verification<RunResult> =
      outcome.unfinished.size > 0
        ? { ...nothingRepeated, findings: first }
        : await verifyFailures({
            findings: first,
            results: outcome.results,
            strict: settings.strict,
            onlyTimed: settings.quick,
            timed: timedOf(this.#terms(outcome)),
            judge: (observations) => this.#judge(outcome, observations),
            run: ({ run }) => again(run),
            onVerifying: (runs) => this.#progress.verifying(runs),
          });
    const shrunk = await this.#shrink(outcome, verification, surroundings, {
      evidence: folder?.evidence ?? join(workFolder, 'evidence'),
      workFolder,
    });
    this.#progress.findings(shrunk.verification.findings);
    const interrupted = outcome.unfinished.size > 0 || verification.interrupted || this.#end.signal.aborted;
    const completion = interrupted ? 'interrupted' : 'complete';
    const report = this.#report(shrunk.outcome, shrunk.verification, completion, folder);
    folder?.keep(CERTIFICATION_FILE, keptCertification(report, this.#terms(shrunk.outcome), shrunk.shrunk));
    return report;
  }

  /** What is broken is told while the rest goes on. */
  #earlyFailures(): EarlyFailures {
    const { selection, settings } = this.#parts;
    return new EarlyFailures({
      ...selection,
      judge: (requirements, observations, { stance, notRun }) =>
        judgeAll(requirements, evidenceFor(this.#terms({ ...nothingRun, stance, notRun }), observations)),
      onFailing: (finding) => {
        const isBroken = finding.status === 'fail' || settings.strict;
        this.#progress.failing(finding, isBroken && !settings.quick);
      },
    });
  }

  /** When nothing simpler explains a walk that fails: the shortest script that fails takes its place. */
  async #shrink(
    outcome: StagesOutcome,
    verification: Verification<RunResult>,
    surroundings: Surroundings,
    { evidence, workFolder }: { readonly evidence: string; readonly workFolder: string },
  ): Promise<{
    readonly outcome: StagesOutcome;
    readonly verification: Verification<RunResult>;
    readonly shrunk: Shrunk | null;
  }> {
    // A script that was given is repeated as it is.
    const { script, quick } = this.#parts.settings;
    const isWanted = script === null && !quick && !verification.interrupted;
    const finding = isWanted ? walksThatFail(verification.findings) : undefined;
    const asItIs = { outcome, verification, shrunk: null };
    const result = outcome.results.find(({ run }) => identityName(run.identity) === finding?.violations[0]?.run);
    if (finding === undefined || result === undefined) return asItIs;
    this.#progress.shrinking();
    const { shrinkWalks } = await import('./schedule/shrink-walks.js');
    const { settings } = this.#terms(outcome);
    const in_ =
      (folder: string): Runner =>
      (run, manner) =>
        runScenario(run, folder, surroundings, manner);
    const shortest = await shrinkWalks({
      result,
      settings,
      trial: outcome.results.filter(({ run }) => run.scenario === result.run.scenario).length,
      attempt: async (run) => {
        const attempts = join(workFolder, 'attempts');
        await rm(attempts, { recursive: true, force: true, maxRetries: 3 });
        return await alone(in_(attempts), surroundings.places)(run);
      },
      keep: alone(in_(evidence), surroundings.places),
    });
    if (this.#end.signal.aborted) return asItIs;
    const shrunk = { id: finding.id, run: shortest === null ? null : identityName(shortest.run.identity) };
    const added = shortest === null ? outcome : { ...outcome, results: [...outcome.results, shortest] };
    const judge = (): readonly Finding[] => this.#judge(added, observationsOf(added));
    const findings = afterShrinking(verification.findings, shrunk, judge);
    return { outcome: added, verification: { ...verification, findings }, shrunk };
  }

  /** The reconnaissance must have loaded every provider; if not, a process of its own finds out why. */
  async #assertLoaded({ loaded, observe }: ScriptResult, workFolder: string): Promise<void> {
    this.#kinds = kindsOf(loaded);
    const { subject, settings, leftovers } = this.#parts;
    const module =
      subject.modules[loaded.findIndex((entryPoints) => entryPoints.length === 0)] ?? subject.modules[loaded.length];
    if (module === undefined) return;
    const provider = module.resolved;
    const facts = observe().lives[0]?.facts;
    // Not the provider's doing; nothing will be concluded.
    if (facts === undefined || facts.spawnError !== null || facts.journalError !== null) return;
    const limitMs = lifeLimit({ steps: [], items: 0 }, settings.budgetMs);
    if (loaded.length < subject.modules.length && facts.timedOut)
      throw new ConfigurationError(`${provider.given} ${loadsTooLong(limitMs)}`);
    const error = await diagnoseImport({
      provider,
      cwd: settings.cwd,
      folder: workFolder,
      limitMs,
      leftovers,
      signal: this.#end.signal,
    });
    // Null: it loads there. What kept the host from it is a matter of the findings.
    if (error !== null && !this.#end.signal.aborted) throw error;
  }

  #judge(outcome: StagesOutcome, observations: readonly Observation[]): readonly Finding[] {
    return judgeRuns(this.#terms(outcome), observations);
  }

  #terms({ stance, notRun, unfinished }: StagesOutcome): Terms {
    const { settings, selection, tools } = this.#parts;
    const because = (names: Iterable<string>, reason: string): Record<string, string> =>
      Object.fromEntries([...names].map((name) => [name, `not run: ${reason}`]));
    const leftOut = Object.entries(selection.leftOut).map(([name, reason]) => [name, `not run: ${reason}`]);
    return {
      requirements: selection.requirements,
      settings: { stance, kinds: this.#kinds ?? [], budgetMs: settings.budgetMs, queryBudgetMs: QUERY_BUDGET_MS },
      unfinished,
      inPart: settings.quick ? triedInPart(selection) : new Set(),
      strict: settings.strict,
      selection: selectionOption(settings).selection ?? null,
      catalogueSize: tools.catalogue.length,
      notRun: {
        ...Object.fromEntries(leftOut),
        ...because(unfinished, 'the certification was interrupted'),
        ...(settings.walks === 0 && !settings.quick
          ? because([RANDOM_WALKS], '--walks 0 switches random walks off')
          : {}),
        ...notRun,
      },
    };
  }

  #surroundings(workFolder: string): Surroundings {
    const { settings, subject, farSide, option, leftovers, tools } = this.#parts;
    const { regFile, client, items, budgetMs } = settings;
    const { hostFile } = tools;
    const { signal } = this.#end;
    const compileCache = join(workFolder, 'compiled');
    const places = tools.places ?? new Places(settings.jobs);
    const together = (ending: 'exit' | 'kill'): TogetherPool =>
      new TogetherPool(places, (lives) =>
        liveTogether({ lives, ending, hostFile, budgetMs, compileCache, leftovers, signal }),
      );
    return {
      subject,
      farSide,
      kinds: () => this.#kinds,
      hostFile,
      workFolder: join(workFolder, 'data'),
      compileCache,
      option,
      regFile,
      client,
      items,
      budgetMs,
      places,
      readings: together('exit'),
      scripts: { exit: together('exit'), kill: together('kill') },
      leftovers,
      signal,
    };
  }

  #report(
    outcome: StagesOutcome,
    verification: Verification<RunResult>,
    completion: Completion,
    folder: OutFolder | null,
  ): CertificationReport {
    const { settings, option, subject } = this.#parts;
    const { findings, repeated, onlyThere } = verification;
    const { verdict, summary, exposure } = conclude(
      this.#terms(outcome),
      findings,
      observationsOf(outcome),
      completion,
    );
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
      startedAt: this.#startedAt,
      findings,
      results: outcome.results,
      exposure,
      repetition: { results: repeated, onlyThere },
      evidence: folder?.path ?? null,
    });
  }
}

/** The requirements of which the quick mode plays a part. */
function triedInPart({ requirements, leftOut }: Selection): ReadonlySet<string> {
  const inPart = requirements.filter(({ scenarios, suffices = scenarios }) => {
    return suffices.some((name) => Object.hasOwn(leftOut, name));
  });
  return new Set(inPart.map(({ id }) => id));
}

/** A runner of runs that go before all others, each read back by a process of its own. */
function alone(run: Runner, places: Places): Runner {
  return (planned) => inPlace(places, URGENT, (onScript) => run(planned, { onScript, alone: true })).result;
}

function observationsOf({ results }: StagesOutcome): readonly Observation[] {
  return results.map(({ observation }) => observation);
}
