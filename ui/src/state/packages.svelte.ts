/** The packages in each environment that was looked into: read when they are looked at, and when something changed. */
import type { Failure, Package } from "../contract";
import { asFailure, type Host } from "../host/host";
import { asNames } from "./glass";

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

/** The wish for what stands in a file of package names. */
export function addFrom(project: string, file: string): string[] {
  return ["add", project, "-r", file.startsWith("/") ? file : `${project}/${file}`];
}

/** The wish for what was typed, `-r FILE` included: a file without a folder is the project's. */
export function addition(project: string, typed: readonly string[]): string[] {
  const [option, file, ...more] = typed;
  const isFile = (option === "-r" || option === "--requirement") && file !== undefined && more.length === 0;
  return isFile ? addFrom(project, file) : ["add", project, ...asNames(typed)];
}

export interface Grouped {
  /** Those that were asked for, or all of them where nobody knows which. */
  wanted: Package[];
  /** Those that came along with others. */
  along: Package[];
  /** Whether it is known which were asked for. */
  known: boolean;
}

/** The packages whose name holds what is searched for: those that were asked for, and those that came along. */
export function grouped(packages: readonly Package[], search: string): Grouped {
  const part = search.trim().toLocaleLowerCase();
  const found = packages.filter(({ name }) => name.toLocaleLowerCase().includes(part));
  return {
    wanted: found.filter(({ requested }) => requested !== false),
    along: found.filter(({ requested }) => requested === false),
    known: packages.some(({ requested }) => requested !== null),
  };
}
