import type { Requirement } from '../catalogue/requirement.js';

/** Where the pages of the documentation are that sources name. */
export const PAGES = 'https://learn.microsoft.com/office/client-developer/outlook/mapi/';

/** One labelled text of the page of a requirement. */
export interface ExplainedPart {
  /** Empty: it goes on with the part before. */
  readonly label: string;
  readonly text: string;
  /** The page of Microsoft's documentation that says it, or is silent on it. */
  readonly url?: string;
}

/**
 * What there is to say of a requirement, in the order in which it is said: what is demanded, why, how it is tried, where
 * to look, where it comes from.
 *
 * @param requirement - the requirement
 * @returns the parts; the broken provider is not among them
 */
export function explain(requirement: Requirement): readonly ExplainedPart[] {
  const { what, why, how, scenarios, lookAt, sources } = requirement;
  return [
    { label: 'What', text: what },
    { label: 'Why', text: why },
    { label: 'How', text: how },
    { label: 'Runs', text: scenarios.join(', ') },
    { label: 'Look at', text: lookAt },
    ...sources.map(({ id, text, page }, index) => ({
      label: index === 0 ? 'Source' : '',
      text: `${id}  ${text}`,
      ...(page === '' ? {} : { url: PAGES + page }),
    })),
  ];
}
