// Which plane owns a package, a subsystem or a message declared internal. Patterns are compiled once per contract set.

import type { ContractSet, Plane } from './contract-set.ts';

/** The plane that owns the package: the most exact pattern wins, and of equal ones the plane that is listed first. */
export function planeOfPackage(contracts: ContractSet, packageName: string): Plane | undefined {
  const { packages, owners } = indexOf(contracts);
  if (!owners.has(packageName)) owners.set(packageName, match(packages, packageName));
  return owners.get(packageName);
}

/** The plane that a subsystem (lower case) belongs to. */
export function planeOfSubsystem(contracts: ContractSet, subsystem: string): Plane | undefined {
  return indexOf(contracts).subsystems.get(subsystem);
}

/** Whether the owner lists the message as internal; where nobody owns the package, any plane may. */
export function isDeclaredInternal(contracts: ContractSet, fullName: string, owner: Plane | undefined): boolean {
  const { internal } = indexOf(contracts);
  if (owner) return match(internal.get(owner), fullName) !== undefined;
  return contracts.planes.some((plane) => match(internal.get(plane), fullName) !== undefined);
}

/** Patterns by what they match: one name, or with `.*` a name and everything below it. `*` stands under `''`. */
interface Patterns {
  readonly exact: Map<string, Plane>;
  readonly below: Map<string, Plane>;
}

interface PlaneIndex {
  readonly packages: Patterns;
  /** Answers already given: there are far fewer packages than questions. */
  readonly owners: Map<string, Plane | undefined>;
  readonly subsystems: ReadonlyMap<string, Plane>;
  readonly internal: ReadonlyMap<Plane, Patterns>;
}

const indexes = new WeakMap<ContractSet, PlaneIndex>();

function indexOf(contracts: ContractSet): PlaneIndex {
  const known = indexes.get(contracts);
  if (known) return known;
  const packages: Patterns = { exact: new Map(), below: new Map() };
  const subsystems = new Map<string, Plane>();
  const internal = new Map<Plane, Patterns>();
  for (const plane of contracts.planes) {
    for (const pattern of plane.packages) add(packages, pattern, plane);
    for (const name of plane.subsystems) if (!subsystems.has(name)) subsystems.set(name, plane);
    if (plane.internal.length === 0) continue;
    const own: Patterns = { exact: new Map(), below: new Map() };
    for (const pattern of plane.internal) add(own, pattern, plane);
    internal.set(plane, own);
  }
  const index = { packages, owners: new Map(), subsystems, internal };
  indexes.set(contracts, index);
  return index;
}

function add(patterns: Patterns, pattern: string, plane: Plane): void {
  const isOpen = pattern === '*' || pattern.endsWith('.*');
  const name = isOpen ? pattern.slice(0, -2) : pattern;
  const map = isOpen ? patterns.below : patterns.exact;
  if (!map.has(name)) map.set(name, plane);
}

function match(patterns: Patterns | undefined, name: string): Plane | undefined {
  if (!patterns) return undefined;
  const exact = patterns.exact.get(name);
  if (exact || patterns.below.size === 0) return exact;
  for (let end = name.length; end > 0; end = name.lastIndexOf('.', end - 1)) {
    const plane = patterns.below.get(name.slice(0, end));
    if (plane) return plane;
  }
  return patterns.below.get('');
}
