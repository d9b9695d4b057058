import { AbstractMessageStore, type StoredObject } from '@mapi-kit/sdk/store';

/** What the disk is to a real store, by data directory: it outlives the instances. */
export const disks = new Map<string, Map<string, StoredObject>>();

/** An author's store in memory, as small as one can be. */
export class MemoryStore extends AbstractMessageStore {
  protected objects: Map<string, StoredObject> = new Map();

  protected override open(): void {
    const disk = disks.get(this.dataDirectory);
    if (disk === undefined) disks.set(this.dataDirectory, this.objects);
    else this.objects = disk;
  }

  protected read(id: string): StoredObject | undefined {
    return this.objects.get(id);
  }

  protected list(parent: string): Iterable<StoredObject> {
    return [...this.objects.values()].filter((object) => object.parent === parent);
  }

  protected write(object: StoredObject): void {
    this.objects.set(object.id, object);
  }

  protected remove(id: string): void {
    this.objects.delete(id);
  }
}
