import { appendFileSync } from 'node:fs';
import { itemOfPostponed, itemOfRefused, lifeOfItem } from '../../recording/item-names.js';
import { type FarSideEvent, itemOfMail, type Mail, stateOfMail } from '../../recording/mail.js';
import { withoutAdditions } from '../../recording/mail-additions.js';
import { addressesInOrder } from '../../recording/mail-parts.js';

/** Writes what a far side sees into the run's evidence; each event is in the file when the method returns. */
export class FarSideLog {
  readonly #file: string;
  #life = 0;
  #isEmpty = true;

  /** @param file - the run's `far-side.ndjson` */
  constructor(file: string) {
    this.#file = file;
  }

  /** The life (0-based) that begins. */
  beginLife(life: number): void {
    this.#life = life;
  }

  mode(mode: string): void {
    this.#write({ e: 'mode', life: this.#life, mode });
  }

  /** A connection is cut while a message comes. */
  cut(): void {
    this.#write({ e: 'cut', life: this.#life });
  }

  offered(item: string, mail: Mail): void {
    this.#write({ e: 'offered', life: this.#life, item, state: stateOfMail(mail) });
  }

  /** A recipient is refused. */
  refused(recipient: string): void {
    const item = itemOfRefused(recipient);
    if (item !== null) this.#write({ e: 'refused', life: this.#life, item, recipient });
  }

  /**
   * Whether a recipient is taken later only; if so, that is written down.
   *
   * @param address - any recipient
   */
  postpones(address: string): boolean {
    const item = itemOfPostponed(address);
    if (item === null || lifeOfItem(item) < this.#life) return false;
    this.#write({ e: 'postponed', life: this.#life, item, recipient: address });
    return true;
  }

  /** Whoever has sent the last message of this item has read that it was accepted. */
  answered(item: string): void {
    this.#write({ e: 'answered', life: this.#life, item });
  }

  /** `messageId` null: the mail has none; undefined: nobody knows. */
  delivered(messageId: string | null | undefined, arrived: Mail): void {
    const { mail, added } = withoutAdditions(arrived);
    const item = itemOfMail(mail.subject, mail.recipients);
    const id = messageId === undefined ? {} : { messageId };
    const additions = Object.keys(added).length === 0 ? {} : { added };
    const whom = mail.recipients === undefined ? {} : { recipients: addressesInOrder(mail.recipients) };
    this.#write({ e: 'delivered', life: this.#life, item, ...id, ...whom, state: stateOfMail(mail), ...additions });
  }

  /** The end of the run. Where nothing ever went through there is nothing to be said, and no file. */
  waiting(items: readonly string[]): void {
    if (!this.#isEmpty) this.#write({ e: 'waiting', items });
  }

  #write(event: FarSideEvent): void {
    this.#isEmpty = false;
    appendFileSync(this.#file, `${JSON.stringify(event)}\n`);
  }
}
