import type { CertificationReport, Verdict } from '../report/report.js';

/** A file by its digest. */
export interface DigestedFile {
  readonly name: string;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A thing with a digest, as in-toto describes it. */
export interface ResourceDescriptor {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

/** What a certificate says: an in-toto Statement v1 about the files of a provider, with a test result v0.1. */
export interface Statement {
  readonly _type: 'https://in-toto.io/Statement/v1';
  readonly subject: readonly ResourceDescriptor[];
  readonly predicateType: 'https://in-toto.io/attestation/test-result/v0.1';
  readonly predicate: {
    /** `PASSED` for a whole certification without warnings alone; `WARNED` with them, or of a part; else `FAILED`. */
    readonly result: TestResult;
    /** What it was certified by, and where all the rest is: the manifest of the evidence. */
    readonly configuration: readonly ResourceDescriptor[];
    /** Ids of requirements. */
    readonly passedTests: readonly string[];
    readonly warnedTests: readonly string[];
    readonly failedTests: readonly string[];
    /** What a test result has no place for. */
    readonly mapiCertify: {
      readonly verdict: Verdict;
      readonly completion: CertificationReport['completion'];
      readonly summary: string;
      readonly provider: string;
      readonly inconclusiveTests: readonly string[];
      readonly seed: number;
      readonly startedAt: string;
      /** How much was tried. */
      readonly totals: CertificationReport['totals'];
      /** What was compared: what is not here, nobody has looked at. */
      readonly compared: CertificationReport['compared'];
    };
  };
}

/** How in-toto says what a test came to. */
export type TestResult = 'PASSED' | 'WARNED' | 'FAILED';

/** What a statement is made of. */
export interface StatementParts {
  readonly report: CertificationReport;
  /** The provider's files. */
  readonly subject: readonly DigestedFile[];
  /** The manifest, the harness and the catalogue. */
  readonly configuration: readonly DigestedFile[];
}

/**
 * What a certificate says of a certification.
 *
 * @param parts - the certification, and what it is about
 */
export function statementOf({ report, subject, configuration }: StatementParts): Statement {
  const idsOf = (status: string): readonly string[] =>
    report.findings.filter((finding) => finding.status === status).map(({ id }) => id);
  const { verdict, completion, summary, provider, settings, startedAt, totals, compared } = report;
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: subject.map(described),
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result: resultOf(report),
      configuration: configuration.map(described),
      passedTests: idsOf('pass'),
      warnedTests: idsOf('warn'),
      failedTests: idsOf('fail'),
      mapiCertify: {
        verdict,
        completion,
        summary,
        provider: provider.name,
        inconclusiveTests: idsOf('inconclusive'),
        seed: settings.seed,
        startedAt,
        totals,
        compared,
      },
    },
  };
}

/**
 * A statement as it is signed.
 *
 * @param statement - the statement
 */
export function printStatement(statement: Statement): string {
  return JSON.stringify(statement);
}

/**
 * What a certification comes to in the three words of in-toto: whoever asks for `PASSED` must get nothing but a provider
 * that is certified.
 */
function resultOf({ verdict, completion, findings }: CertificationReport): TestResult {
  if (completion !== 'complete') return 'FAILED';
  switch (verdict) {
    case 'certified':
    case 'certified-opt-out':
      return findings.some(({ status }) => status === 'warn') ? 'WARNED' : 'PASSED';
    case 'passed':
      return 'WARNED';
    case 'not-certified':
    case 'inconclusive':
      return 'FAILED';
  }
}

function described({ name, sha256 }: DigestedFile): ResourceDescriptor {
  return { name, digest: { sha256 } };
}
