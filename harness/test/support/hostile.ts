import type { CertificationReport } from '#harness/report/report.js';
import { certifiedReport, defaultSettings, failedReport, finding, violation } from './certification-report.js';

/** What a provider may say to break out of each format. */
export const HOSTILE: string = [
  '</script><script>alert(1)</script><img src=x onerror=alert(1)>&amp; &#0; &none; ]]> --> "\' `code` ```',
  '::error title=x::y',
  '##vso[task.setvariable variable=a]b ##[error]c',
  '\u001b[31mred\u001b[0m \u0000\u0007\u000b\ufffe\ud800 \u202egnitirw',
  '# heading [link](https://example.com) @somebody #12 | cell | https://example.com/x www.example.com',
  'not ok 1 # SKIP \\# TODO',
  '  ---',
  '1..0',
].join('\r\n');

/** A certification in which all that a provider or a user chooses is hostile, with every sort of finding. */
export function hostileReport(changes: Partial<CertificationReport> = {}): CertificationReport {
  const report = failedReport();
  const broken = violation({ expected: HOSTILE, seen: HOSTILE, because: HOSTILE });
  return {
    ...report,
    summary: HOSTILE,
    provider: { ...report.provider, given: HOSTILE, file: HOSTILE, name: HOSTILE },
    settings: defaultSettings({ reg: HOSTILE, profile: { key: HOSTILE } }),
    evidence: HOSTILE,
    findings: [
      finding({ id: 'COM-1', group: 'COM', title: HOSTILE, message: HOSTILE }),
      finding({ id: 'ANS-1', group: 'ANS', status: 'not-applicable', title: HOSTILE, message: HOSTILE }),
      finding({ id: 'SEQ-1', group: 'SEQ', status: 'inconclusive', title: HOSTILE, message: HOSTILE }),
      finding({
        status: 'fail',
        title: HOSTILE,
        message: HOSTILE,
        violations: [broken],
        flaky: true,
        circumstances: [{ run: 'outlook-exit', life: 0, thrown: [HOSTILE], printed: [HOSTILE, HOSTILE] }],
      }),
      finding({
        id: 'QUIET-1',
        group: 'QUIET',
        status: 'warn',
        strength: 'SHOULD',
        message: HOSTILE,
        violations: [broken],
      }),
    ],
    ...changes,
  };
}

/** DUR-2 is expected to fail. */
function expecting(expires = '2026-12-31'): Partial<CertificationReport> {
  return {
    settings: defaultSettings({ expectedFailures: 'known.json' }),
    expectedFailures: [{ id: 'DUR-2', reason: 'queue <is> rewritten', owner: 'store team', expires }],
  };
}

/** Certifications of every sort, by what they are, for what holds of any report. */
export const SORTS: Readonly<Record<string, CertificationReport>> = {
  certified: certifiedReport(),
  'not certified': failedReport(),
  hostile: hostileReport(),
  interrupted: certifiedReport({ completion: 'interrupted', verdict: 'inconclusive' }),
  inconclusive: certifiedReport({
    verdict: 'inconclusive',
    findings: [finding({ status: 'inconclusive', message: 'a kill could not be proven' })],
  }),
  'without the interface': certifiedReport({
    verdict: 'not-certified',
    summary: 'no IMAPIProviderShutdown',
    findings: [finding({ status: 'not-applicable', message: 'no interface' })],
  }),
  'with a warning': certifiedReport({
    findings: [finding({ status: 'warn', strength: 'SHOULD', violations: [violation()] })],
  }),
  'with a warning, strictly': certifiedReport({
    verdict: 'not-certified',
    settings: defaultSettings({ strict: true }),
    findings: [finding({ status: 'warn', strength: 'SHOULD', violations: [violation()] })],
  }),
  'as expected': failedReport(expecting()),
  'not as expected': certifiedReport(expecting()),
  'expected for too long': failedReport(expecting('2025-12-31')),
  quick: certifiedReport({ verdict: 'passed', settings: defaultSettings({ quick: true }) }),
};
