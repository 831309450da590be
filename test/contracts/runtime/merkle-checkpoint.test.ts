// The Merkle tree of a checkpoint: whatever is changed changes the root, and a proof proves one leaf and nothing else.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Of } from '../../../contracts/runtime/crypto-port.ts';
import {
  type CheckpointTree,
  computeMerkleRoot,
  hashComponent,
  type InclusionProof,
  proveComponent,
  proveContextEntry,
  startComponent,
  verifyComponent,
  verifyContextEntry,
  verifyMerkleRoot,
} from '../../../contracts/runtime/merkle-checkpoint.ts';
import { nodeCrypto } from '../../../contracts/runtime/node.ts';

interface Content {
  readonly name: string;
  readonly content: Uint8Array;
}

const contents = fc.uniqueArray(fc.record({ name: fc.string({ minLength: 1 }), content: fc.uint8Array() }), {
  minLength: 1,
  maxLength: 9,
  selector: ({ name }) => name,
});
const context = fc.uniqueArray(fc.record({ key: fc.string(), value: fc.string() }), {
  maxLength: 6,
  selector: ({ key }) => key,
});

function treeOf(components: readonly Content[], executionContext: CheckpointTree['executionContext']): CheckpointTree {
  return {
    components: components.map(({ name, content }) => hashComponent(nodeCrypto, name, content)),
    executionContext,
  };
}

const text = (value: string) => new TextEncoder().encode(value);
const model: readonly Content[] = ['model', 'optimizer', 'rng'].map((name) => ({ name, content: text(`of ${name}`) }));
const run = [
  { key: 'git_commit', value: 'abc' },
  { key: 'epoch', value: '7' },
];
const tree = treeOf(model, run);
const root = computeMerkleRoot(nodeCrypto, tree);

describe('root', () => {
  it('is made of tagged leaves and nodes', () => {
    const sha = (...parts: readonly (string | Uint8Array | number)[]) =>
      sha256Of(nodeCrypto, ...parts.map((part) => bytesOf(part)));
    const bytesOf = (part: string | Uint8Array | number) =>
      typeof part === 'number' ? Uint8Array.of(part) : typeof part === 'string' ? text(part) : part;
    const leaf = (tag: number, name: string, value: string) =>
      sha(tag, Uint8Array.of(0, 0, 0, name.length), name, value);
    const [a, b] = [leaf(0, 'a', 'A'), leaf(0, 'b', 'B')];
    const fact = leaf(2, 'epoch', '7');
    const top = sha(1, sha(1, a, b), fact);
    const expected = sha(3, Uint8Array.of(0, 0, 0, 2, 0, 0, 0, 1), top);
    const small = treeOf(
      ['a', 'b'].map((name) => ({ name, content: text(name.toUpperCase()) })),
      [{ key: 'epoch', value: '7' }],
    );
    expect(computeMerkleRoot(nodeCrypto, small)).toEqual(expected);
  });

  it.each<[string, CheckpointTree]>([
    ['a content', treeOf([{ name: 'model', content: text('of modem') }, ...model.slice(1)], run)],
    ['a name', treeOf([{ name: 'modem', content: text('of model') }, ...model.slice(1)], run)],
    ['the order of components', treeOf([...model].reverse(), run)],
    ['a lost component', treeOf(model.slice(1), run)],
    [
      'a doubled last component',
      { ...tree, components: [...tree.components, hashComponent(nodeCrypto, 'x', text(''))] },
    ],
    ['a value of the context', treeOf(model, [{ key: 'epoch', value: '8' }, ...run.slice(0, 1)])],
    ['a lost entry of the context', treeOf(model, run.slice(1))],
  ])('does not survive %s', (_what, other) => expect(verifyMerkleRoot(nodeCrypto, other, root)).toBe(false));

  it('does not depend on the order of the context', () => {
    expect(verifyMerkleRoot(nodeCrypto, { ...tree, executionContext: [...run].reverse() }, root)).toBe(true);
  });

  it('tells a component from an entry of the context with the same texts', () => {
    const facts = { key: 'a', value: 'b' };
    const one = treeOf([model[0] as Content], [facts]);
    const two = treeOf([model[0] as Content, { name: 'a', content: text('b') }], []);
    expect(computeMerkleRoot(nodeCrypto, one)).not.toEqual(computeMerkleRoot(nodeCrypto, two));
  });

  it('is the same for a content in parts', () => {
    const hasher = startComponent(nodeCrypto, 'model');
    for (const part of ['of ', 'mo', 'del']) hasher.update(text(part));
    expect(hasher.digest()).toEqual(hashComponent(nodeCrypto, 'model', text('of model')));
  });

  it.each<[string, CheckpointTree]>([
    ['no component', treeOf([], run)],
    ['a name twice', treeOf([...model, ...model], run)],
    ['a key twice', treeOf(model, [...run, ...run])],
    ['a digest of another length', { components: [{ name: 'a', sha256: new Uint8Array(31) }], executionContext: [] }],
    ['a component without a name', { components: [{ name: '', sha256: new Uint8Array(32) }], executionContext: [] }],
  ])('refuses %s', (_what, bad) => {
    expect(() => computeMerkleRoot(nodeCrypto, bad)).toThrow(expect.objectContaining({ code: 'checkpoint-invalid' }));
  });
});

describe('proof', () => {
  it('holds for every leaf of every tree, and for no other leaf', () => {
    fc.assert(
      fc.property(contents, context, (components, entries) => {
        const any = treeOf(components, entries);
        const top = computeMerkleRoot(nodeCrypto, any);
        for (const component of components) {
          const proof = proveComponent(nodeCrypto, any, component.name);
          for (const other of components) {
            expect(verifyComponent(nodeCrypto, top, proof, other)).toBe(other === component);
          }
        }
        for (const entry of entries) {
          const proof = proveContextEntry(nodeCrypto, any, entry.key);
          for (const other of entries) {
            expect(verifyContextEntry(nodeCrypto, top, proof, other)).toBe(other === entry);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  const component = model[1] as Content;
  const proof = proveComponent(nodeCrypto, tree, 'optimizer');
  const flip = (bytes: Uint8Array) => bytes.map((byte, at) => (at === 0 ? byte ^ 1 : byte));

  it.each<[string, InclusionProof]>([
    ['another place', { ...proof, leafIndex: 0 }],
    ['a place that there is not', { ...proof, leafIndex: 5 }],
    ['a place below 0', { ...proof, leafIndex: -1 }],
    ['a place between two', { ...proof, leafIndex: 0.5 }],
    ['more components', { ...proof, componentCount: 4 }],
    ['more components and less context', { ...proof, componentCount: 4, contextCount: 1 }],
    ['an enormous tree', { ...proof, componentCount: 2 ** 53, contextCount: 2 ** 53 }],
    ['no path', { ...proof, path: [] }],
    ['a longer path', { ...proof, path: [...proof.path, new Uint8Array(32)] }],
    ['a changed path', { ...proof, path: proof.path.map(flip) }],
    ['a path of other digests', { ...proof, path: proof.path.map((digest) => digest.subarray(1)) }],
  ])('of %s is wrong', (_what, bad) => {
    expect(verifyComponent(nodeCrypto, root, proof, component)).toBe(true);
    expect(verifyComponent(nodeCrypto, root, bad, component)).toBe(false);
  });

  it('does not take an inner node for a leaf', () => {
    // Two leaves below a node: its two digests, given as the content of one component, would have its hash without tags.
    const [left, right] = tree.components.map(({ sha256 }) => sha256) as [Uint8Array, Uint8Array];
    const forged = { name: 'x', content: Uint8Array.of(...left, ...right) };
    const short: InclusionProof = { leafIndex: 0, componentCount: 2, contextCount: 2, path: proof.path.slice(1) };
    for (const one of [short, { ...short, componentCount: 3, contextCount: 1 }]) {
      expect(verifyComponent(nodeCrypto, root, one, forged)).toBe(false);
    }
  });

  it('of a component is none of an entry of the context', () => {
    const fact = proveContextEntry(nodeCrypto, tree, 'epoch');
    expect(verifyContextEntry(nodeCrypto, root, fact, { key: 'epoch', value: '7' })).toBe(true);
    expect(verifyComponent(nodeCrypto, root, fact, { name: 'epoch', content: text('7') })).toBe(false);
    expect(verifyContextEntry(nodeCrypto, root, proof, { key: 'optimizer', value: 'of optimizer' })).toBe(false);
  });

  it('of what is not there is refused', () => {
    const refusal = expect.objectContaining({ code: 'checkpoint-invalid' });
    expect(() => proveComponent(nodeCrypto, tree, 'epoch')).toThrow(refusal);
    expect(() => proveContextEntry(nodeCrypto, tree, 'model')).toThrow(refusal);
  });
});
