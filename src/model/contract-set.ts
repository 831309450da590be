// What the YAML files beside the contracts say: versions, topics, toolchain, planes. Data with places; nothing is read here.

import type { Place } from '../diagnostics/finding.ts';

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
}

/** `build/toolchain.yaml`. */
export interface Toolchain {
  readonly path: string;
  readonly pins: readonly ToolchainPin[];
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
}
