// What the YAML files beside the contracts say: versions, topics, toolchain, planes. Data with places; nothing is read here.

import type { Place } from '../diagnostics/finding.ts';
import type { GoldenManifest } from './golden-set.ts';

/** A value and where it stands, so that findings can point at it. */
export interface Located<T> {
  readonly value: T;
  readonly place: Place;
}

export type VersionStatus = 'draft' | 'active' | 'frozen';

export interface ContractVersion {
  /** Folder name below the contract root: `v1`. */
  readonly name: Located<string>;
  readonly status: Located<VersionStatus>;
  /** Semver of the version's schema. */
  readonly version: Located<string> | undefined;
  /** The day of its first release. */
  readonly released?: Located<string> | undefined;
  readonly packages: readonly Located<string>[];
}

/** `build/versions.yaml`. */
export interface Manifest {
  readonly path: string;
  readonly versions: readonly ContractVersion[];
}

/** A bus channel of `build/topics.yaml`. */
export interface Topic {
  readonly name: Located<string>;
  /** Subsystem names, lower case. */
  readonly publishers: readonly Located<string>[];
  readonly consumers: readonly Located<string>[];
  /** Full name of the payload message, without a leading dot. */
  readonly payload: Located<string>;
}

/** A container image or a local tool that generates code. */
export interface ToolchainPin {
  readonly kind: 'container' | 'tool';
  readonly name: Located<string>;
  /** Image reference or tool version, as written. */
  readonly reference: Located<string> | undefined;
  /** Digests as written (a tool may have one per platform); empty when none is given. */
  readonly digests: readonly Located<string>[];
  /** The one platform that a digest without a platform is for: `linux-x64`. */
  readonly platform?: Located<string>;
  /** Digests that are for one platform each, by its name. */
  readonly digestOf?: ReadonlyMap<string, Located<string>>;
  /** What prints the version; its first word is what is run. */
  readonly command?: readonly Located<string>[];
  /** Absolute paths of shared libraries that a tool loads, each with its digest. */
  readonly libraries?: ReadonlyMap<string, Located<string>>;
  /** A tool that Node runs, and all files that it is made of; its digest is that of these files together. */
  readonly script?: { readonly entry: Located<string>; readonly files: readonly Located<string>[] };
}

/** What `leyline generate` runs to make code of the contracts. */
export interface Generator {
  readonly name: Located<string>;
  /** The pinned container or tool that is run. */
  readonly runs: Located<string>;
  readonly kind: ToolchainPin['kind'];
  /** Further pinned tools that it finds by their names: plugins of protoc. */
  readonly uses: readonly Located<string>[];
  /** With placeholders such as `{files}`. */
  readonly args: readonly Located<string>[];
  /** Files or folders below the contract root. */
  readonly inputs: readonly Located<string>[];
  /** Project path of the folder that its files go to. */
  readonly output: Located<string>;
  /** Patterns of files in that folder that are made by hand, relative to it. */
  readonly keep: readonly Located<string>[];
  /** Whether its files get a first line that says what they are made from. */
  readonly hasHeaders: boolean;
  readonly timeoutSeconds: number;
}

/** `build/toolchain.yaml`. */
export interface Toolchain {
  readonly path: string;
  readonly pins: readonly ToolchainPin[];
  readonly generators?: readonly Generator[];
}

/** An architectural zone; owns packages and subsystems. */
export interface Plane {
  readonly name: string;
  /** Package patterns: `esper.telemetry.*` matches that package and everything below it. */
  readonly packages: readonly string[];
  /** Subsystem names, lower case. */
  readonly subsystems: readonly string[];
  /** Full message names or `prefix.*` patterns of messages declared to stay inside the plane. */
  readonly internal: readonly string[];
}

/** Everything known beside the `.proto` files. All parts may be absent. */
export interface ContractSet {
  /** Posix path of the contract root relative to the project root; `''` is the project root itself. */
  readonly root: string | undefined;
  readonly manifest: Manifest | undefined;
  readonly topics: readonly Topic[];
  readonly toolchain: Toolchain | undefined;
  readonly planes: readonly Plane[];
  /** Manifests of golden fixtures of the versions that `versions.yaml` knows; those that are there. */
  readonly golden?: readonly GoldenManifest[];
  /** In bytes: what a golden fixture may have, where the configuration says. */
  readonly maxMessageSize?: number;
}
