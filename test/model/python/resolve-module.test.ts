// Which file a Python import means.

import { describe, expect, it } from 'vitest';
import { pythonModules } from '../../../src/model/python/resolve-module.ts';

const PACKAGES = [
  'src/esper/__init__.py',
  'src/esper/core/__init__.py',
  'src/esper/core/telemetry.py',
  'src/esper/core/types.py',
  'src/esper/karn/__init__.py',
  'src/esper/karn/catalog.py',
  'src/esper/leyline/telemetry_pb2.pyi',
  'scripts/run.py',
  'scripts/settings.py',
  'libs/shared_kit/lib_one/__init__.py',
  'libs/shared_kit/lib_one/parts.py',
];

describe('packages in a src layout', () => {
  const { resolve } = pythonModules(PACKAGES);
  it.each([
    ['esper.core.telemetry', 'src/esper/karn/catalog.py', 'src/esper/core/telemetry.py'],
    ['esper.core', 'src/esper/karn/catalog.py', 'src/esper/core/__init__.py'],
    ['esper.core', 'scripts/run.py', 'src/esper/core/__init__.py'],
    ['.catalog', 'src/esper/karn/__init__.py', 'src/esper/karn/catalog.py'],
    ['.', 'src/esper/karn/catalog.py', 'src/esper/karn/__init__.py'],
    ['..core.telemetry', 'src/esper/karn/catalog.py', 'src/esper/core/telemetry.py'],
    ['...', 'src/esper/karn/catalog.py', undefined],
    ['.....x', 'src/esper/karn/catalog.py', undefined],
    ['types', 'src/esper/core/telemetry.py', undefined],
    ['esper.leyline.telemetry_pb2', 'src/esper/karn/catalog.py', 'src/esper/leyline/telemetry_pb2.pyi'],
    ['settings', 'scripts/run.py', 'scripts/settings.py'],
    ['lib_one.parts', 'src/esper/karn/catalog.py', 'libs/shared_kit/lib_one/parts.py'],
    ['numpy', 'src/esper/karn/catalog.py', undefined],
    ['', 'src/esper/karn/catalog.py', undefined],
  ])('%j from %s is %s', (specifier, importer, wanted) => {
    expect(resolve(specifier, importer)).toBe(wanted);
  });
});

describe('folders without package files', () => {
  const { resolve } = pythonModules(['src/esper/core/telemetry.py', 'src/esper/karn/catalog.py', 'esper/tools.py']);
  it.each([
    ['esper.core.telemetry', 'src/esper/karn/catalog.py', 'src/esper/core/telemetry.py'],
    ['esper.tools', 'src/esper/karn/catalog.py', 'esper/tools.py'],
    ['..core.telemetry', 'src/esper/karn/catalog.py', 'src/esper/core/telemetry.py'],
    ['core.telemetry', 'src/esper/karn/catalog.py', 'src/esper/core/telemetry.py'],
    ['esper.core', 'src/esper/karn/catalog.py', undefined],
  ])('%j from %s is %s', (specifier, importer, wanted) => {
    expect(resolve(specifier, importer)).toBe(wanted);
  });
});

it('a package comes before a module of the same name, and source before stubs', () => {
  const { resolve } = pythonModules(['a.py', 'a/__init__.py', 'b.pyi', 'b.py']);
  expect([resolve('a', 'c.py'), resolve('b', 'c.py')]).toEqual(['a/__init__.py', 'b.py']);
});
