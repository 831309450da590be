// Names of TypeScript's and Python's own generic types, by what they do with their arguments.

/** Stand for their argument, as far as its methods are concerned. */
export const TRANSPARENT: ReadonlySet<string> = new Set([
  ...['Promise', 'PromiseLike', 'Awaited', 'Readonly', 'Partial', 'Required', 'NonNullable', 'DeepPartial', 'Exact'],
  ...['DeepReadonly', 'Optional', 'Final', 'Annotated', 'ClassVar', 'Awaitable', 'Coroutine', 'InstanceType', 'Ref'],
]);

/** Hold what their last argument says. */
export const LIST_LIKE: ReadonlySet<string> = new Set([
  ...['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Map', 'ReadonlyMap', 'WeakMap', 'Record', 'Iterable'],
  ...['IterableIterator', 'Iterator', 'AsyncIterable', 'AsyncIterableIterator', 'AsyncGenerator', 'Generator'],
  ...['list', 'List', 'dict', 'Dict', 'set', 'tuple', 'Tuple', 'Sequence', 'Mapping', 'Collection', 'AsyncIterator'],
  ...['Deque', 'deque', 'FrozenSet', 'frozenset', 'MutableMapping', 'MutableSequence', 'Source', 'AsyncSource'],
]);

/** Methods of lists and maps that give one of what is in them. */
export const GIVES_ONE: ReadonlySet<string> = new Set([
  'get',
  'at',
  'find',
  'findLast',
  'pop',
  'shift',
  'next',
  'value',
]);

/** Methods of lists and maps that give another such list. */
export const GIVES_LIST: ReadonlySet<string> = new Set([
  ...['filter', 'slice', 'concat', 'reverse', 'sort', 'values', 'items', 'toSorted', 'toReversed', 'copy'],
]);
