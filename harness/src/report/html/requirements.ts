import { GROUPS } from '../../catalogue/catalogue.js';
import type { Finding, Requirement } from '../../catalogue/requirement.js';
import { measuredInWords } from '../../catalogue/rules/measured.js';
import { explain } from '../explanation.js';
import { findingParts } from '../finding-parts.js';
import { groupInconclusive } from '../inconclusive.js';
import type { CertificationReport } from '../report.js';
import { STATUSES } from '../statuses.js';
import { clip } from '../text.js';
import { html, type Markup } from './markup.js';
import { sequenceOf } from './sequence.js';

/** So many are open when the page is; a page of hundreds would be nothing to look over. */
const MOST_OPEN = 5;
/** So many characters of drawings are in a page; whoever needs more has the evidence. */
const MOST_DRAWN = 500_000;

/** Writes the requirements of a page one after the other: each run is drawn once. */
export class RequirementWriter {
  readonly #report: CertificationReport;
  readonly #requirements: ReadonlyMap<string, Requirement>;
  readonly #all: readonly Requirement[];
  /** By run: the finding that it is drawn at. */
  readonly #drawn = new Map<string, string>();
  #left = MOST_DRAWN;
  #open = 0;

  constructor(report: CertificationReport, requirements: readonly Requirement[]) {
    this.#report = report;
    this.#all = requirements;
    this.#requirements = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  }

  /** The requirements of each group that has findings. */
  groups(): Markup[] {
    return GROUPS.flatMap(({ id, title }) => {
      const own = this.#report.findings.filter(({ group }) => group === id);
      if (own.length === 0) return [];
      const counts = Object.entries(STATUSES).flatMap(([status, { word }]) => {
        const number = own.filter((finding) => finding.status === status).length;
        return number === 0 ? [] : [`${number} ${word}`];
      });
      return [
        html`<section class="g" aria-labelledby="g-${id}"><h3 id="g-${id}">${id} <span>${title}</span></h3><p class="counts">${counts.join(' · ')}</p>
${own.map((finding) => this.#requirement(finding))}</section>
`,
      ];
    });
  }

  #requirement(finding: Finding): Markup {
    const { id, title, strength, status, flaky } = finding;
    const { word, sign } = STATUSES[status];
    const isBroken = status === 'fail' || status === 'warn';
    const isOpen = isBroken && this.#open < MOST_OPEN;
    if (isOpen) this.#open += 1;
    const luck = flaky ? html` <span class="tag">flaky</span>` : null;
    const body = isBroken ? this.#broken(finding) : settled(finding);
    return html`<details class="r ${status}" id="${anchorOf(id)}" data-s="${status}"${isOpen ? html` open` : null}><summary><span class="chip"><i aria-hidden="true">${sign}</i> ${word}</span> <b>${id}</b> <span class="ti">${title}</span>${luck} <span class="tag">${strength}</span></summary><div class="bd">${body}${this.#about(id)}</div></details>
`;
  }

  #broken(finding: Finding): Markup {
    const parts = findingParts(finding, this.#report, [...this.#all]);
    const rows = parts.map(({ label, text, isCommand, isOutput, url }) => {
      const value =
        isCommand === true
          ? html`<pre tabindex="0" role="region" aria-label="Command that repeats ${finding.id}">${text}</pre><button type="button" class="cp">Copy</button>`
          : url === undefined
            ? html`${text}`
            : html`${text} <a href="${url}" rel="noreferrer">page</a>`;
      const kind = isOutput === true ? html` class="out"` : null;
      return html`<dt class="${label.replaceAll(' ', '-')}">${label}</dt><dd${kind}>${value}</dd>`;
    });
    return html`<dl class="ps">${rows}</dl>${this.#sequence(finding)}`;
  }

  #sequence({ id, violations: [first] }: Finding): Markup | null {
    if (first === undefined) return null;
    const other = this.#drawn.get(first.run);
    if (other !== undefined) {
      return html`<p class="note">The calls of ${first.run} are drawn at <a href="#${anchorOf(other)}">${other}</a>.</p>`;
    }
    const drawn = sequenceOf(first, this.#report);
    if (drawn === null) return null;
    if (drawn.text.length > this.#left) {
      return html`<p class="note">The calls of ${first.run} are in the evidence: this page has drawn as many runs as it can.</p>`;
    }
    this.#left -= drawn.text.length;
    this.#drawn.set(first.run, id);
    return drawn;
  }

  #about(id: string): Markup | null {
    const requirement = this.#requirements.get(id);
    if (requirement === undefined) return null;
    const rows = explain(requirement).map(({ label, text, url }) => {
      const link = url === undefined ? null : html` <a href="${url}" rel="noreferrer">page</a>`;
      return html`<dt>${label}</dt><dd>${text}${link}</dd>`;
    });
    return html`<details class="ab"><summary>About this requirement</summary><dl class="ps">${rows}</dl></details>`;
  }
}

function settled(finding: Finding): Markup {
  const figures = measuredInWords(finding.measured);
  const around = finding.status === 'inconclusive' ? groupInconclusive([finding]).flatMap((group) => group.around) : [];
  return html`<p>${clip(finding.message)}</p>${figures === '' ? null : html`<p class="note">measured: ${figures}</p>`}${around.map((line) => html`<p class="out">${clip(line)}</p>`)}`;
}

/**
 * Where in the page a requirement stands.
 *
 * @param id - of the requirement
 */
export function anchorOf(id: string): string {
  return id.replaceAll(/[^\w-]/gu, '_');
}
