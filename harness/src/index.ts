/**
 * Certifies a MAPI provider's fast shutdown by really killing the process it runs in: the same as the command
 * `mapi-certify`, as a library.
 *
 * @example
 * ```ts
 * import { certify } from '@mapi-kit/harness';
 *
 * const report = await certify({ provider: './box-store.js', only: ['SEQ-2'], seed: 7, out: null });
 * console.log(report.verdict); // passed
 * for (const { id, status, message } of report.findings) console.log(id, status, message);
 * ```
 *
 * @packageDocumentation
 */
export { CATALOGUE } from './catalogue/catalogue.js';
export { judgeAll } from './catalogue/judge.js';
export type { Measured, MeasuredUnit } from './catalogue/measured.js';
export type {
  Circumstance,
  Evidence,
  Finding,
  FindingStatus,
  GroupId,
  Judgement,
  JudgeSettings,
  Requirement,
  Source,
  Strength,
  Violation,
} from './catalogue/requirement.js';
export type { ResourceDescriptor, Statement, TestResult } from './certificate/statement.js';
export type { Additions } from './recording/additions.js';
export type { ComparedType, ComparedValues } from './recording/compared-values.js';
export type {
  ActivityKind,
  CallOutcome,
  EventBody,
  ItemCategory,
  ItemState,
  JournalEvent,
  Part,
  Phase,
  ProbeName,
  ProbeResult,
  ProviderName,
} from './recording/events.js';
export { FEATURES, type Feature, type FeatureAnswer } from './recording/feature.js';
export type { Hindrances } from './recording/hindrances.js';
export type { ScenarioIdentity } from './recording/identity.js';
export type { FarSideEvent } from './recording/mail.js';
export type {
  Difference,
  DifferenceKind,
  Ending,
  LedgerOutcome,
  Observation,
  ObservedCall,
  ObservedClientCall,
  ObservedLife,
  ObservedSupportReferences,
  ObservedThrown,
  ObservedWatch,
} from './recording/observation.js';
export { observe } from './recording/observe.js';
export type { PartAspect, Parts } from './recording/parts.js';
export type { ProviderTrait } from './recording/provider-trait.js';
export { readRecording } from './recording/read-recording.js';
export type { LifeFacts, LifeRecording, Recording, Script } from './recording/recording.js';
export type { ServiceCall } from './recording/service-call.js';
export type {
  CertificationReport,
  Compared,
  Completion,
  ExpectedFailure,
  Exposure,
  LeftOutFile,
  MailReport,
  RunSummary,
  StoppedBy,
  Verdict,
} from './report/report.js';
export { certify } from './run/certify.js';
export type {
  CustomFarSide,
  DeliveredAttachment,
  DeliveredMail,
  FarSideContext,
  FarSideModule,
} from './run/far-side/custom-far-side.js';
export type { CertifyOptions, OptionName } from './run/input/certify-options.js';
export type { CertifyConfig } from './run/input/config-file.js';
export { ConfigurationError, type OptionNaming, ReportError } from './run/input/configuration-error.js';
export type { ProgressEvent, ProgressListener, Remainder } from './run/input/progress.js';
export { type JudgeEvidenceOptions, judgeEvidence } from './run/judging/judge-evidence.js';
export { type MergeOptions, mergeShards } from './run/merging/merge-shards.js';
export type { Check, CheckName } from './run/verifying/check.js';
export { type Verification, type VerifyOptions, verifyEvidence } from './run/verifying/verify-evidence.js';
export type { Companion } from './scenarios/companions.js';
export type {
  ClientName,
  FarSideMode,
  KillPoint,
  Life,
  MediumFault,
  ProviderKind,
  Scenario,
  Stance,
} from './scenarios/scenario.js';
export type {
  NameAlone,
  Step,
  StepFields,
  StepName,
  StepOf,
  WatchedSpan,
  WorkloadName,
} from './scenarios/step-kinds.js';
export {
  type CertificationTestOptions,
  certificationTests,
  type TestContext,
  type TestRegistrar,
} from './test-runners/certification-tests.js';
export { type NodeTest, nodeTest, type VitestTest, vitest } from './test-runners/other-runners.js';
