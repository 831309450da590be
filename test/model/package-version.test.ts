// How stable a package's name says that it is.

import { describe, expect, it } from 'vitest';
import { stabilityOf } from '../../src/model/package-version.ts';

describe('the last part of the name', () => {
  it.each([
    ['stable', ['acme.v1', 'acme.shop.v12', 'acme.v01', 'v1.v2', 'acme.v2147483647']],
    ['alpha', ['acme.v1alpha', 'acme.v1alpha1', 'acme.v2p3alpha', 'acme.v2p3alpha12']],
    ['beta', ['acme.v1beta', 'acme.v1beta1', 'acme.v1p1beta1']],
    ['test', ['acme.v1test', 'acme.v1testing', 'acme.v1test1', 'acme.v1testalpha']],
  ])('says %s', (stability, names) => {
    for (const name of names) expect([name, stabilityOf(name)]).toEqual([name, stability]);
  });

  it.each([
    ['', 'acme', 'v1', 'acme.v', 'acme.V1', 'acme.v0', 'acme.v1_0', 'acme.v2147483648', 'acme.version1'],
    ['acme.v1beta0', 'acme.v0beta1', 'acme.v1p0beta1', 'acme.v1p1', 'acme.v1p1test', 'acme.v1alphabeta'],
    ['acme.v1alpha1test', 'acme.v1.shop', 'acme.v1beta1x', 'acme.v0test', 'acme.xv1'],
  ])('says nothing', (...names) => {
    for (const name of names) expect([name, stabilityOf(name)]).toEqual([name, undefined]);
  });
});
