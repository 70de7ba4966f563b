/** The packages in each environment that was looked into: read when they are looked at, and when something changed. */
import type { Failure, Package } from "../contract";
import { asFailure, type Host } from "../host/host";

/** The packages of one environment. */
export class PackageList {
  /** Null until they were read. */
  all = $state.raw<Package[] | null>(null);
  failure = $state.raw<Failure | null>(null);

  readonly #host: Host;
  readonly #path: string;
  #revision: number | null = null;
  #asked = 0;

  constructor(host: Host, path: string) {
    this.#host = host;
    this.#path = path;
  }

  /** Reads them, once for each revision of the snapshot. */
  async follow(revision: number): Promise<void> {
    if (this.#revision === revision) return;
    this.#revision = revision;
    const asked = ++this.#asked;
    try {
      const all = await this.#host.request("packages", { path: this.#path });
      if (asked !== this.#asked) return;
      this.all = all;
      this.failure = null;
    } catch (thrown) {
      if (asked === this.#asked) this.failure = asFailure(thrown);
    }
  }
}

export class PackageLists {
  readonly #host: Host;
  readonly #lists = new Map<string, PackageList>();

  constructor(host: Host) {
    this.#host = host;
  }

  of(path: string): PackageList {
    const known = this.#lists.get(path);
    if (known) return known;
    const made = new PackageList(this.#host, path);
    this.#lists.set(path, made);
    return made;
  }
}

/** The packages that were asked for first, then those that came along; within both as they came. */
export function arranged(packages: readonly Package[], search: string): Package[] {
  const wanted = search.trim().toLocaleLowerCase();
  const found = packages.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  return [...found.filter(({ requested }) => requested !== false), ...found.filter(({ requested }) => requested === false)];
}
