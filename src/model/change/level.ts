// What a change demands of the version. One table for all facts; who is bound by it is decided elsewhere.

import type { MessageDescriptor } from '../proto/schema/descriptor.ts';
import type { Added, Aspect, Changed, ElementKind, Moved, Removed, SchemaChange } from './schema-change.ts';

/** Lowest first. */
export const LEVELS = ['none', 'patch', 'minor', 'major'] as const;
export type Level = (typeof LEVELS)[number];

/** What the schema alone does not tell. */
export interface LevelContext {
  /** Whether the message travels between planes: there a new map is a break. */
  readonly crossesPlanes: (message: MessageDescriptor) => boolean;
}

type Told = Exclude<SchemaChange, Added | Removed | Moved | Moved<'extension'> | Changed>;
type LevelOf<Change> = Level | ((change: Change, context: LevelContext) => Level);

const ADDED: { readonly [Kind in ElementKind]: LevelOf<Added<Kind>> } = {
  package: 'minor',
  file: 'minor',
  message: 'minor',
  field({ after }, { crossesPlanes }) {
    const isBreaking = after.label === 'required' || (after.isMap && after.parent && crossesPlanes(after.parent));
    return isBreaking ? 'major' : 'minor';
  },
  extension: ({ after }) => (after.label === 'required' ? 'major' : 'minor'),
  oneof: 'minor',
  enum: 'minor',
  'enum-value': ({ isInserted }) => (isInserted ? 'major' : 'minor'),
  service: 'minor',
  method: 'minor',
};

/** Facts that stand beside the plain ones. */
const TOLD: { readonly [Kind in Told['kind']]: Level } = {
  'field-swapped': 'major',
  'field-number-reused': 'major',
  'field-narrowed': 'major',
};

const ASPECTS: { readonly [Name in Aspect]: LevelOf<Changed> } = {
  name: 'major',
  package: 'major',
  syntax: 'major',
  import: ({ from, to }) => (from?.startsWith('public ') ? 'major' : to?.startsWith('public ') ? 'minor' : 'patch'),
  type: 'major',
  cardinality: 'major',
  presence: 'major',
  packed: 'major',
  oneof: 'major',
  'json-name': 'major',
  default: 'major',
  option: ({ element, option = '' }) => (isWithoutEffect(element, option) ? 'patch' : 'major'),
  // What standard features do has facts of its own.
  feature: ({ option }) => (option?.startsWith('features.(') ? 'major' : 'patch'),
  openness: 'major',
  'json-format': ({ to }) => (to === 'ALLOW' ? 'minor' : 'major'),
  'utf8-validation': 'major',
  'java-utf8-validation': 'major',
  'cpp-string-type': 'major',
  visibility: ({ to }) => (to === 'local' ? 'major' : 'minor'),
  'reserved-range': ({ from }) => (from === undefined ? 'patch' : 'major'),
  'reserved-name': ({ from }) => (from === undefined ? 'patch' : 'major'),
  // They tell compilers what others may extend, and stand in no code.
  'extension-range-option': 'patch',
  'extension-range': ({ from }) => (from === undefined ? 'minor' : 'major'),
  position: 'major',
  request: 'major',
  response: 'major',
  'client-streaming': 'major',
  'server-streaming': 'major',
  comment: 'patch',
};

/** Options that neither wire, nor JSON, nor generated code depend on, or whose effect is a fact of its own. */
const WITHOUT_EFFECT = new Set([
  ...['deprecated', 'packed', 'lazy', 'unverified_lazy', 'weak', 'debug_redact', 'retention', 'targets'],
  ...['edition_defaults', 'feature_support', 'allow_alias', 'deprecated_legacy_json_field_conflicts', 'declaration'],
]);

/** Custom options are the business of those who made them. */
function isWithoutEffect(element: ElementKind, option: string): boolean {
  if (option.startsWith('(')) return true;
  return WITHOUT_EFFECT.has(option) && !(element === 'file' && option !== 'deprecated');
}

export function levelOf(change: SchemaChange, context: LevelContext): Level {
  if (change.kind.endsWith('-removed') || change.kind.endsWith('-moved')) return 'major';
  if ('aspect' in change) return resolved(ASPECTS[change.aspect], change, context);
  if (Object.hasOwn(TOLD, change.kind)) return TOLD[change.kind as Told['kind']];
  return resolved(ADDED[change.element] as LevelOf<SchemaChange>, change, context);
}

function resolved<Change>(level: LevelOf<Change>, change: Change, context: LevelContext): Level {
  return typeof level === 'function' ? level(change, context) : level;
}

export function highestLevel(levels: Iterable<Level>): Level {
  let highest = 0;
  for (const level of levels) highest = Math.max(highest, LEVELS.indexOf(level));
  return LEVELS[highest] ?? 'none';
}
