// The Merkle tree of a checkpoint: leaves over components and execution context, one root, proofs of inclusion.
// Leaves, inner nodes and the root are hashed under different first bytes, so that none can pass for another.

import type { CheckpointComponent, ExecutionContextEntry } from '../generated/v2/checkpoint.ts';
import { compareUtf8, equalInConstantTime } from './bytes.ts';
import { type CryptoPort, type Sha256, sha256Of } from './crypto-port.ts';
import { LeylineContractError } from './errors.ts';

const COMPONENT_LEAF = 0;
const NODE = 1;
const CONTEXT_LEAF = 2;
const ROOT = 3;
const DIGEST_LENGTH = 32;

/** One part of a checkpoint: its name, and the leaf digest over name and content, 32 bytes. */
export type ComponentDigest = Readonly<Pick<CheckpointComponent, 'name' | 'sha256'>>;

/** One fact about the run. */
export type ContextEntry = Readonly<Pick<ExecutionContextEntry, 'key' | 'value'>>;

/** What a root vouches for. */
export interface CheckpointTree {
  /** At least one, each name once, in the order of their leaves. */
  readonly components: readonly ComponentDigest[];
  /** Each key once. Their order does not matter: the leaves are ordered by key. */
  readonly executionContext: readonly ContextEntry[];
}

/** Shows that one leaf lies below a root, without the other leaves. */
export interface InclusionProof {
  /** Place of the leaf: components come first, then the execution context by key. */
  readonly leafIndex: number;
  readonly componentCount: number;
  readonly contextCount: number;
  /** Digests of the neighbours on the way up from the leaf, 32 bytes each. */
  readonly path: readonly Uint8Array[];
}

/** Takes the digest of a component whose content comes in parts. */
export interface ComponentHasher {
  update(content: Uint8Array): void;
  digest(): ComponentDigest;
}

/**
 * The leaf digest of one component: SHA-256 over a tag, the name with its length, and the content.
 *
 * @throws LeylineContractError `checkpoint-invalid` if the name is empty
 * @see data-contracts-api-specifications §8.3
 */
export function hashComponent(crypto: CryptoPort, name: string, content: Uint8Array): ComponentDigest {
  const hasher = startComponent(crypto, name);
  hasher.update(content);
  return hasher.digest();
}

/** As {@link hashComponent}, for a content that is too large to hold in one piece. */
export function startComponent(crypto: CryptoPort, name: string): ComponentHasher {
  if (name === '') throw new LeylineContractError('checkpoint-invalid', 'a component has no name');
  const hash = startLeaf(crypto, COMPONENT_LEAF, name);
  return { update: (content) => hash.update(content), digest: () => ({ name, sha256: hash.digest() }) };
}

/**
 * The root over components and execution context, 32 bytes. It commits to how many there are of both.
 *
 * @throws LeylineContractError `checkpoint-invalid` if there is no component, a name or key comes twice, or a digest
 *   does not have 32 bytes
 * @see data-contracts-api-specifications §8.3
 */
export function computeMerkleRoot(crypto: CryptoPort, tree: CheckpointTree): Uint8Array {
  const leaves = leavesOf(crypto, tree);
  return sealRoot(crypto, tree.components.length, tree.executionContext.length, hashRange(crypto, leaves));
}

/**
 * Whether components and execution context are those that a root was made of. Compares in constant time.
 *
 * A component's name is vouched for by its digest: whoever loads it compares {@link hashComponent} of name and content.
 *
 * @throws LeylineContractError `checkpoint-invalid` as {@link computeMerkleRoot} does
 */
export function verifyMerkleRoot(crypto: CryptoPort, tree: CheckpointTree, root: Uint8Array): boolean {
  return equalInConstantTime(computeMerkleRoot(crypto, tree), root);
}

/**
 * Shows that the component of this name is part of the checkpoint.
 *
 * @throws LeylineContractError `checkpoint-invalid` if there is none
 */
export function proveComponent(crypto: CryptoPort, tree: CheckpointTree, name: string): InclusionProof {
  const at = tree.components.findIndex((component) => component.name === name);
  if (at < 0) throw new LeylineContractError('checkpoint-invalid', `the checkpoint has no component '${name}'`);
  return prove(crypto, tree, at);
}

/**
 * Shows that the checkpoint was made under the execution context entry of this key.
 *
 * @throws LeylineContractError `checkpoint-invalid` if there is none
 */
export function proveContextEntry(crypto: CryptoPort, tree: CheckpointTree, key: string): InclusionProof {
  const at = sortedContext(tree).findIndex((entry) => entry.key === key);
  if (at < 0) throw new LeylineContractError('checkpoint-invalid', `the execution context has no entry '${key}'`);
  return prove(crypto, tree, tree.components.length + at);
}

/** Whether a component with this very content lies below the root. A malformed proof is a wrong one. */
export function verifyComponent(
  crypto: CryptoPort,
  root: Uint8Array,
  proof: InclusionProof,
  component: { readonly name: string; readonly content: Uint8Array },
): boolean {
  if (proof.leafIndex >= proof.componentCount || component.name === '') return false;
  return verifyLeaf(crypto, root, proof, hashComponent(crypto, component.name, component.content).sha256);
}

/** Whether this very entry of the execution context lies below the root. A malformed proof is a wrong one. */
export function verifyContextEntry(
  crypto: CryptoPort,
  root: Uint8Array,
  proof: InclusionProof,
  entry: ContextEntry,
): boolean {
  if (proof.leafIndex < proof.componentCount) return false;
  return verifyLeaf(crypto, root, proof, hashContext(crypto, entry));
}

function verifyLeaf(crypto: CryptoPort, root: Uint8Array, proof: InclusionProof, leaf: Uint8Array): boolean {
  const { leafIndex, componentCount, contextCount, path } = proof;
  const count = componentCount + contextCount;
  if (![leafIndex, componentCount, contextCount].every(isCount) || leafIndex >= count) return false;
  if (path.some((digest) => digest.length !== DIGEST_LENGTH)) return false;
  const top = climb(crypto, leaf, leafIndex, count, path);
  return top !== undefined && equalInConstantTime(sealRoot(crypto, componentCount, contextCount, top), root);
}

/** The top of the tree that a leaf and its neighbours make, or undefined where the path has not the right length. */
function climb(
  crypto: CryptoPort,
  leaf: Uint8Array,
  index: number,
  count: number,
  path: readonly Uint8Array[],
): Uint8Array | undefined {
  if (count === 1) return path.length === 0 ? leaf : undefined;
  const neighbour = path.at(-1);
  if (neighbour === undefined) return undefined;
  const split = splitOf(count);
  const rest = path.slice(0, -1);
  if (index < split) {
    const left = climb(crypto, leaf, index, split, rest);
    return left && hashNode(crypto, left, neighbour);
  }
  const right = climb(crypto, leaf, index - split, count - split, rest);
  return right && hashNode(crypto, neighbour, right);
}

function prove(crypto: CryptoPort, tree: CheckpointTree, leafIndex: number): InclusionProof {
  const leaves = leavesOf(crypto, tree);
  const path: Uint8Array[] = [];
  let from = 0;
  let to = leaves.length;
  while (to - from > 1) {
    const split = from + splitOf(to - from);
    const isLeft = leafIndex < split;
    path.unshift(isLeft ? hashRange(crypto, leaves, split, to) : hashRange(crypto, leaves, from, split));
    if (isLeft) to = split;
    else from = split;
  }
  const { components, executionContext } = tree;
  return { leafIndex, componentCount: components.length, contextCount: executionContext.length, path };
}

/** RFC 6962's tree: an odd leaf goes up alone instead of being doubled, so that no two lists have one root. */
function hashRange(
  crypto: CryptoPort,
  leaves: readonly Uint8Array[],
  from = 0,
  to: number = leaves.length,
): Uint8Array {
  if (to - from === 1) return leaves[from] ?? new Uint8Array();
  const split = from + splitOf(to - from);
  return hashNode(crypto, hashRange(crypto, leaves, from, split), hashRange(crypto, leaves, split, to));
}

/** The largest power of two below a count of 2 or more. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

function leavesOf(crypto: CryptoPort, tree: CheckpointTree): readonly Uint8Array[] {
  const { components, executionContext } = tree;
  if (components.length === 0) throw new LeylineContractError('checkpoint-invalid', 'the checkpoint has no component');
  refuseRepeats(
    'component',
    components.map(({ name }) => name),
  );
  refuseRepeats(
    'execution context key',
    executionContext.map(({ key }) => key),
  );
  for (const { name, sha256 } of components) {
    if (name !== '' && sha256.length === DIGEST_LENGTH) continue;
    throw new LeylineContractError('checkpoint-invalid', `component '${name}' has no name or no 32-byte digest`);
  }
  return [...components.map(({ sha256 }) => sha256), ...sortedContext(tree).map((entry) => hashContext(crypto, entry))];
}

function sortedContext({ executionContext }: CheckpointTree): readonly ContextEntry[] {
  return [...executionContext].sort((a, b) => compareUtf8(a.key, b.key));
}

function refuseRepeats(what: string, names: readonly string[]): void {
  const repeated = names.find((name, at) => names.indexOf(name) !== at);
  if (repeated === undefined) return;
  throw new LeylineContractError('checkpoint-invalid', `the checkpoint has ${what} '${repeated}' twice`);
}

function startLeaf(crypto: CryptoPort, tag: number, name: string): Sha256 {
  const bytes = new TextEncoder().encode(name);
  const hash = crypto.sha256();
  hash.update(Uint8Array.of(tag));
  hash.update(uint32(bytes.length));
  hash.update(bytes);
  return hash;
}

function hashContext(crypto: CryptoPort, { key, value }: ContextEntry): Uint8Array {
  const hash = startLeaf(crypto, CONTEXT_LEAF, key);
  hash.update(new TextEncoder().encode(value));
  return hash.digest();
}

function hashNode(crypto: CryptoPort, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256Of(crypto, Uint8Array.of(NODE), left, right);
}

function sealRoot(crypto: CryptoPort, components: number, context: number, top: Uint8Array): Uint8Array {
  return sha256Of(crypto, Uint8Array.of(ROOT), uint32(components), uint32(context), top);
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 0xffffffff;
}
