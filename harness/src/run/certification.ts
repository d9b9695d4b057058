import { setMaxListeners } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CATALOGUE_VERSION } from '../catalogue/catalogue.js';
import { judgeAll } from '../catalogue/judge.js';
import type { Evidence, Finding } from '../catalogue/requirement.js';
import { exposureOf } from '../catalogue/rules/exposure.js';
import { unprovenKills, verdictOf } from '../catalogue/verdict.js';
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
import { kindsOf } from './input/kinds.js';
import type { Settings } from './input/options.js';
import { type Selection, selectionOption } from './input/selection.js';
import type { CertificationSubject } from './input/subject.js';
import { diagnoseImport, loadsTooLong } from './process/diagnose-import.js';
import type { Leftovers } from './process/leftovers.js';
import { lifeLimit, liveTogether } from './process/run-life.js';
import { ProgressTeller } from './progress-teller.js';
import { EarlyFailures } from './schedule/early-failures.js';
import { inPlace } from './schedule/in-place.js';
import { withoutUnfinished } from './schedule/interrupted.js';
import { Places, URGENT } from './schedule/places.js';
import type { Surroundings } from './schedule/plan-life.js';
import { planWalks } from './schedule/plan-walks.js';
import type { Runner, ScriptResult } from './schedule/run-queue.js';
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
const nothingRepeated: Verification = { findings: [], repeated: [], onlyThere: new Set(), interrupted: false };

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
      await folder?.finish(report);
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
    const verification: Verification =
      outcome.unfinished.size > 0
        ? { ...nothingRepeated, findings: first }
        : await verifyFailures({
            findings: first,
            results: outcome.results,
            strict: settings.strict,
            onlyTimed: settings.quick,
            timed: new Set(selection.requirements.filter(({ timed }) => timed === true).map(({ id }) => id)),
            judge: (observations) => this.#judge(outcome, observations),
            run: alone(runner(folder?.repetitions ?? join(workFolder, 'repetitions')), surroundings.places),
            onVerifying: (runs) => this.#progress.verifying(runs),
          });
    const shrunk = await this.#shrink(outcome, verification, surroundings, {
      evidence: folder?.evidence ?? join(workFolder, 'evidence'),
      workFolder,
    });
    this.#progress.findings(shrunk.verification.findings);
    const interrupted = outcome.unfinished.size > 0 || verification.interrupted || this.#end.signal.aborted;
    return this.#report(shrunk.outcome, shrunk.verification, interrupted ? 'interrupted' : 'complete', folder);
  }

  /** What is broken is told while the rest goes on. */
  #earlyFailures(): EarlyFailures {
    const { selection, settings } = this.#parts;
    return new EarlyFailures({
      ...selection,
      judge: (requirements, observations, { stance, notRun }) =>
        judgeAll(requirements, this.#evidence({ ...nothingRun, stance, notRun }, observations)),
      onFailing: (finding) => {
        const isBroken = finding.status === 'fail' || settings.strict;
        this.#progress.failing(finding, isBroken && !settings.quick);
      },
    });
  }

  /** When nothing simpler explains a walk that fails: the shortest script that fails takes its place. */
  async #shrink(
    outcome: StagesOutcome,
    verification: Verification,
    surroundings: Surroundings,
    { evidence, workFolder }: { readonly evidence: string; readonly workFolder: string },
  ): Promise<{ readonly outcome: StagesOutcome; readonly verification: Verification }> {
    // A script that was given is repeated as it is.
    const { script, quick } = this.#parts.settings;
    const finding = script === null && !quick ? walksThatFail(verification) : undefined;
    const result = outcome.results.find(({ run }) => identityName(run.identity) === finding?.violations[0]?.run);
    if (finding === undefined || result === undefined) return { outcome, verification };
    this.#progress.shrinking();
    const { shrinkWalks } = await import('./schedule/shrink-walks.js');
    const { settings } = this.#evidence(outcome, []);
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
    if (this.#end.signal.aborted) return { outcome, verification };
    if (shortest === null) return { outcome, verification: replaced(verification, neverAgain(finding)) };
    const added = { ...outcome, results: [...outcome.results, shortest] };
    const again = this.#judge(added, observationsOf(added)).find(({ id }) => id === finding.id);
    return { outcome: added, verification: again === undefined ? verification : replaced(verification, again) };
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
    const { requirements } = this.#parts.selection;
    const findings = judgeAll(requirements, this.#evidence(outcome, observations));
    const tried = this.#parts.settings.quick ? onlyTried(findings, this.#parts.selection) : findings;
    return withoutUnfinished(tried, requirements, outcome.unfinished);
  }

  #evidence({ stance, notRun, unfinished }: StagesOutcome, observations: readonly Observation[]): Evidence {
    const { settings, selection } = this.#parts;
    const because = (names: Iterable<string>, reason: string): Record<string, string> =>
      Object.fromEntries([...names].map((name) => [name, `not run: ${reason}`]));
    const leftOut = Object.entries(selection.leftOut).map(([name, reason]) => [name, `not run: ${reason}`]);
    return {
      settings: { stance, kinds: this.#kinds ?? [], budgetMs: settings.budgetMs, queryBudgetMs: QUERY_BUDGET_MS },
      observations,
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
    verification: Verification,
    completion: Completion,
    folder: OutFolder | null,
  ): CertificationReport {
    const { settings, option, subject, tools } = this.#parts;
    const { findings, repeated, onlyThere } = verification;
    const exposure = exposureOf(this.#evidence(outcome, observationsOf(outcome)));
    const { verdict, summary } = verdictOf(findings, outcome.stance, settings.strict, completion, {
      exposure,
      unproven: unprovenKills(observationsOf(outcome)),
      catalogueSize: tools.catalogue.length,
      ...selectionOption(settings),
    });
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

/** Of a requirement that the quick mode tries in part, a failure is told, and that nothing failed is not. */
function onlyTried(findings: readonly Finding[], { requirements, leftOut }: Selection): readonly Finding[] {
  const inPart = new Set(
    requirements
      .filter(({ scenarios, suffices = scenarios }) => suffices.some((name) => Object.hasOwn(leftOut, name)))
      .map(({ id }) => id),
  );
  return findings.filter(({ id, status }) => !inPart.has(id) || status === 'fail' || status === 'warn');
}

/** A runner of runs that go before all others, each read back by a process of its own. */
function alone(run: Runner, places: Places): Runner {
  return (planned) => inPlace(places, URGENT, (onScript) => run(planned, { onScript, alone: true })).result;
}

function observationsOf({ results }: StagesOutcome): readonly Observation[] {
  return results.map(({ observation }) => observation);
}

/** The random walks, when they fail each time and nothing simpler is to blame. */
function walksThatFail({ findings, interrupted }: Verification): Finding | undefined {
  if (interrupted) return undefined;
  return findings.find(
    ({ status, flaky, violations }) => status === 'fail' && !flaky && violations[0]?.scenario === RANDOM_WALKS,
  );
}

function neverAgain(finding: Finding): Finding {
  const message = `${finding.message} (flaky: not seen again when its walks were played alone)`;
  return { ...finding, flaky: true, message };
}

function replaced(verification: Verification, finding: Finding): Verification {
  const findings = verification.findings.map((each) => (each.id === finding.id ? finding : each));
  return { ...verification, findings };
}
