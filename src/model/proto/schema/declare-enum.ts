// Declares enums and their values.

import type { EnumNode } from '../syntax/ast.ts';
import { type Declaring, kept, NONE, noteOptions, optionsIn, qualify, type Writable } from './declarations.ts';
import { addReserved, MAX_ENUM_NUMBER } from './declare-ranges.ts';
import type {
  EnumDescriptor,
  EnumValueDescriptor,
  MessageDescriptor,
  NumberRange,
  ReservedName,
} from './descriptor.ts';
import { withFeatures } from './feature-options.ts';
import type { FeatureSet } from './features.ts';
import { NO_OPTIONS } from './options.ts';

export function declareEnum(
  to: Declaring,
  node: EnumNode,
  parent: MessageDescriptor | undefined,
  inherited: FeatureSet,
): EnumDescriptor {
  const optionNodes = optionsIn(node.body);
  const values: EnumValueDescriptor[] = [];
  const reservedRanges: NumberRange[] = [];
  const reservedNames: ReservedName[] = [];
  const enumeration: Writable<EnumDescriptor> = {
    kind: 'enum',
    name: node.name.text,
    fullName: qualify(to, parent, node.name.text),
    file: to.file,
    parent,
    node,
    values: NONE,
    reservedRanges: NONE,
    reservedNames: NONE,
    options: NO_OPTIONS,
    features: withFeatures(inherited, optionNodes),
  };
  to.symbols.push(enumeration);
  if (parent) to.nestedNames.add(enumeration.name);
  noteOptions(to, 'EnumOptions', optionNodes, parent, enumeration);
  for (const element of node.body) {
    if (element.kind === 'reserved') addReserved(element, MAX_ENUM_NUMBER, reservedRanges, reservedNames);
    if (element.kind !== 'enumValue') continue;
    const value: Writable<EnumValueDescriptor> = {
      kind: 'enumValue',
      name: element.name.text,
      fullName: qualify(to, parent, element.name.text),
      file: to.file,
      parent: enumeration,
      node: element,
      number: element.number?.value ?? 0,
      options: NO_OPTIONS,
      features: withFeatures(enumeration.features, element.options),
    };
    values.push(value);
    if (!parent) to.symbols.push(value);
    noteOptions(to, 'EnumValueOptions', element.options, parent, value);
  }
  enumeration.values = kept(values);
  enumeration.reservedRanges = kept(reservedRanges);
  enumeration.reservedNames = kept(reservedNames);
  return enumeration;
}
