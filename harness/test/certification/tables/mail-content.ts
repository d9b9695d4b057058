import type { Expectation, ExpectedFinding } from '../support/expectation.js';

const CHANGED = /^\d+ items? not in the last saved state after DoFastShutdown had returned S_OK/;
const CHANGED_IN_SENT_MAIL =
  /^\d+ items? not in the last saved state after DoFastShutdown had returned S_OK.*sent-mail/;
/** Only the mail of this scenario has it. */
const scenario = 'sent-mail';

/** A transport that carries everything but this. */
function isLost(name: string, finding: ExpectedFinding): Expectation {
  return { provider: `broken/${name}`, verdict: 'not-certified', fails: { 'DUR-6': finding } };
}

/** DUR-6: what of a message does not arrive. */
export const MAIL_CONTENT: readonly Expectation[] = [
  isLost('forgets-on-whose-behalf', {
    message: CHANGED_IN_SENT_MAIL,
    seen: /^its From header, 21 characters saved .*, 26 characters found .*by the end of the \w+ life$/,
    scenario,
  }),
  isLost('answers-go-to-the-first-alone', {
    message: CHANGED_IN_SENT_MAIL,
    seen: /^its Reply-To header, \d+ characters saved .*, \d+ characters found .*by the end of the \w+ life$/,
    scenario,
  }),
  isLost('cuts-subjects', {
    message: CHANGED_IN_SENT_MAIL,
    seen: /^another subject by the end of the \w+ life$/,
    scenario,
  }),
  isLost('loses-indents', {
    message: CHANGED,
    seen: /^another content of its body by the end of the \w+ life$/,
    scenario: 'outlook-exit',
  }),
  isLost('sends-the-rest-of-the-last-text', {
    message: /^\d+ items? not in the last saved state/,
    seen: /^something else behind its text, unlike most of its messages by the end of the \w+ life$/,
  }),
  isLost('cuts-tags-of-addresses', {
    message: CHANGED,
    seen: /^another content of its recipients by the end of the \w+ life$/,
    scenario: 'outlook-exit',
  }),
  isLost('forgets-the-thread', {
    message: CHANGED_IN_SENT_MAIL,
    seen: /^PR_CONVERSATION_INDEX \(0x00710102\), 36 characters saved .*, 0 characters found .*by the end of the \w+ life$/,
    scenario,
  }),
  isLost('forgets-when-mail-expires', {
    message: CHANGED_IN_SENT_MAIL,
    seen: /^PR_EXPIRY_TIME \(0x00150040\), 24 characters saved .*, 0 characters found .*by the end of the \w+ life$/,
    scenario,
  }),
  isLost('calls-earlier-mail-too-large', {
    message: /^\d+ items? lost after DoFastShutdown had returned S_OK.*sent-mail/,
    seen: /^nothing by the end of the \w+ life$/,
    scenario,
  }),
  isLost('sends-notes-alone', {
    message: /^\d+ items lost after DoFastShutdown had returned S_OK.*sent-mail/,
    seen: /^nothing by the end of the \w+ life$/,
    scenario,
  }),
];
