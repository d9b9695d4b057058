/**
 * Certifies a MAPI provider's fast shutdown by really killing the process it runs in: the same as the command
 * `mapi-certify`, as a library.
 *
 * @packageDocumentation
 */
export { type CertificationTestOptions, certificationTests, type TestContext, type TestRegistrar } from './ava.js';
export type { Finding, FindingStatus, GroupId, Judgement, Strength, Violation } from './catalogue/requirement.js';
export type { Measured, MeasuredUnit } from './catalogue/rules/measured.js';
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
export type { CertificationReport, Completion, Exposure, RunSummary, Verdict } from './report/report.js';
export { certify } from './run/certify.js';
export type { CustomFarSide, DeliveredAttachment, DeliveredMail, FarSideModule } from './run/far-side/custom-far-side.js';
export type { CertifyOptions, OptionName } from './run/input/certify-options.js';
export { ConfigurationError, type OptionNaming, ReportError } from './run/input/configuration-error.js';
export type { ProgressEvent, ProgressListener, Remainder } from './run/input/progress.js';
export type { ClientName, FarSideMode, MediumFault, ProviderKind, Stance } from './scenarios/scenario.js';
export type {
  NameAlone,
  Step,
  StepFields,
  StepName,
  StepOf,
  WatchedSpan,
  WorkloadName,
} from './scenarios/step-kinds.js';
