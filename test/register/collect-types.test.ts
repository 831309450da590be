// The register of small projects: which types are data, who imports them, which subsystem they are in.

import { describe, expect, it } from 'vitest';
import { contractTypes } from '../../src/model/contract-mirror.ts';
import { dottedPaths } from '../../src/model/python/dotted-paths.ts';
import { readPythonModule } from '../../src/model/python/read-module.ts';
import { pythonModules } from '../../src/model/python/resolve-module.ts';
import { collectRegister } from '../../src/register/collect-types.ts';
import type { Register } from '../../src/register/register.ts';

function registerOf(files: Readonly<Record<string, string>>, matches?: (folder: string) => boolean): Register {
  const modules = Object.entries(files).map(([path, text]) => readPythonModule({ path, text }));
  const { resolve } = pythonModules(Object.keys(files));
  return collectRegister({
    modules,
    resolve: (from, specifier) => resolve(specifier, from.source.path),
    subsystems: matches && { matches },
    contracts: contractTypes([]),
    pathsIn: dottedPaths,
  });
}

describe('kinds of data', () => {
  it.each([
    ['from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int', 'A dataclass'],
    ['import dataclasses as dc\n@dc.dataclass(slots=True)\nclass A: pass', 'A dataclass'],
    ['from dataclasses import dataclass as data\n@data\nclass A: pass', 'A dataclass'],
    ['import attr\n@attr.s\nclass A: pass', 'A dataclass'],
    ['from attrs import define\n@define\nclass A: pass', 'A dataclass'],
    ['from dataclasses import make_dataclass\nA = make_dataclass("A", ["x"])', 'A dataclass'],
    ['from typing import NamedTuple\nclass A(NamedTuple):\n    x: int', 'A named-tuple'],
    ['from collections import namedtuple\nA = namedtuple("A", "x")', 'A named-tuple'],
    ['import typing\nclass A(typing.TypedDict, total=False):\n    x: int', 'A typed-dict'],
    ['from typing import Protocol\nclass A(Protocol[T]):\n    def f(self): ...', 'A protocol'],
    [
      'from pydantic import BaseModel as Base\nclass A(Base):\n    x: int\nclass B(A): pass',
      'A pydantic-model, B pydantic-model',
    ],
    ['from enum import Enum\nclass A(str, Enum):\n    X = "x"', 'A enum'],
    ['from enum import Enum\nA = Enum("A", "X Y")', 'A enum'],
    ['class A:\n    def f(self): pass', ''],
    ['from dataclasses import dataclass\n@dataclass\nclass A: pass\nclass B(A): pass', 'A dataclass'],
    ['from dataclasses import dataclass\ndef f():\n    @dataclass\n    class A: pass', ''],
    ['from dataclasses import dataclass\nclass A:\n    @dataclass\n    class B: pass', 'A.B dataclass'],
    ['if x:\n    class A(TypedDict): pass', 'A typed-dict'],
    ['class A(A): pass\nclass B(C): pass\nclass C(B): pass', ''],
  ])('%j', (text, wanted) => {
    const { types } = registerOf({ 'src/core/a.py': text });
    expect(types.map(({ name, kind }) => `${name} ${kind}`).join(', ')).toBe(wanted);
  });

  it('bases are followed into other files', () => {
    const { types } = registerOf({
      'src/core/base.py': 'from pydantic import BaseModel\nclass Strict(BaseModel): pass',
      'src/core/__init__.py': 'from .base import Strict as Model',
      'src/karn/a.py': 'from core import Model\nclass A(Model): pass',
    });
    expect(types.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['Strict pydantic-model', 'A pydantic-model']);
  });
});

describe('importers', () => {
  const CORE = {
    'src/core/events.py': 'from enum import Enum\nclass Event(Enum): pass\nclass Other(Enum): pass\n',
    'src/core/__init__.py': 'from . import events\nfrom .events import Event as Happening\n__all__ = []\n',
    'src/core/all.py': 'from .events import *\n',
  };

  it.each([
    ['by name', 'from core.events import Event', ['Event']],
    ['under another name', 'from core.events import Event as E, Other', ['Event', 'Other']],
    ['through the package', 'from core import Happening', ['Event']],
    ['through a star', 'from core.all import Other', ['Other']],
    ['with a star', 'from core.events import *\nx: Other', ['Other']],
    ['as a module', 'from core import events\nevents.Event(1)', ['Event']],
    ['as a module under another name', 'import core.events as ev\ndef f(x: ev.Other): pass', ['Other']],
    ['as a module in full', 'import core.events\ncore.events.Event("a")', ['Event']],
    ['through the package as a module', 'import core\nx = core.events.Other', ['Other']],
    ['as a module, in a comparison', 'import core.events as ev\nif x == ev.Event.A + 1: pass', ['Event']],
    ['as a module, in quotes', 'import core.events as ev\ndef f(x: "ev.Event"): pass', ['Event']],
    ['in a function', 'def f():\n    from core.events import Event', ['Event']],
    ['for type checkers', 'if TYPE_CHECKING:\n    from core.events import Event', ['Event']],
    ['relatively', 'from ..core.events import Event', ['Event']],
    ['not at all', 'from core import events\nimport core.all\nfrom elsewhere import Event', []],
  ])('%s', (_, text, wanted) => {
    const { types } = registerOf({ ...CORE, 'src/karn/use.py': text });
    expect(types.filter(({ importedBy }) => importedBy.includes('src/karn')).map(({ name }) => name)).toEqual(wanted);
    for (const { importedBy } of types) expect(importedBy).not.toContain('src/core');
  });

  it('circles of imports end', () => {
    const { types } = registerOf({
      'src/a/__init__.py': 'from b import X\nfrom b import *',
      'src/b/__init__.py': 'from a import X\nfrom a import *',
      'src/c/x.py': 'from a import X, Y\nX.y()',
    });
    expect(types).toEqual([]);
  });
});

describe('subsystems', () => {
  const DATA = 'class A(TypedDict): pass';
  const PATHS = ['src/esper/__init__.py', 'src/esper/core/a.py', 'src/esper/core/deep/b.py', 'src/esper/karn/c.py'];
  const files = Object.fromEntries(PATHS.map((path) => [path, DATA]));
  const found = ({ types }: Register) => types.map(({ subsystem, path }) => `${subsystem}: ${path}`);

  it('are the folders right below the one that holds all source, where nobody says', () => {
    expect(found(registerOf(files))).toEqual([
      'src/esper/core: src/esper/core/a.py',
      'src/esper/core: src/esper/core/deep/b.py',
      'src/esper/karn: src/esper/karn/c.py',
    ]);
  });

  it('are the innermost folders that the configuration means', () => {
    const matches = (folder: string) => folder === 'src/esper' || folder === 'src/esper/core/deep';
    expect(found(registerOf(files, matches))).toEqual([
      'src/esper: src/esper/__init__.py',
      'src/esper: src/esper/core/a.py',
      'src/esper/core/deep: src/esper/core/deep/b.py',
      'src/esper: src/esper/karn/c.py',
    ]);
  });

  it('are one where source is in one folder', () => {
    expect(found(registerOf({ 'app/a.py': DATA, 'app/b.py': DATA }))).toEqual(['app: app/a.py', 'app: app/b.py']);
  });
});

it('a row has the line of the declaration, that of the decorator, and the first sentence of the docstring', () => {
  const text = '\n@dataclass\n@other\nclass A:\n    """What it\n    is. And more."""\n    x: int\n';
  const [row] = registerOf({ 'src/core/a.py': text }).types;
  expect(row).toMatchObject({ line: 4, decoratorLine: 2, summary: 'What it is.', members: ['x'] });
});
