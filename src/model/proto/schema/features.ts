// Edition features and their defaults: how presence, packing, enums, UTF-8, message encoding and JSON behave in a file.

export interface FeatureSet {
  readonly fieldPresence: 'EXPLICIT' | 'IMPLICIT' | 'LEGACY_REQUIRED';
  readonly enumType: 'OPEN' | 'CLOSED';
  readonly repeatedFieldEncoding: 'PACKED' | 'EXPANDED';
  readonly utf8Validation: 'VERIFY' | 'NONE';
  readonly messageEncoding: 'LENGTH_PREFIXED' | 'DELIMITED';
  readonly jsonFormat: 'ALLOW' | 'LEGACY_BEST_EFFORT';
  readonly enforceNamingStyle: 'STYLE2024' | 'STYLE_LEGACY';
  readonly defaultSymbolVisibility: 'EXPORT_ALL' | 'EXPORT_TOP_LEVEL' | 'LOCAL_ALL' | 'STRICT';
}

const PROTO2: FeatureSet = {
  fieldPresence: 'EXPLICIT',
  enumType: 'CLOSED',
  repeatedFieldEncoding: 'EXPANDED',
  utf8Validation: 'NONE',
  messageEncoding: 'LENGTH_PREFIXED',
  jsonFormat: 'LEGACY_BEST_EFFORT',
  enforceNamingStyle: 'STYLE_LEGACY',
  defaultSymbolVisibility: 'EXPORT_ALL',
};

const PROTO3: FeatureSet = {
  ...PROTO2,
  fieldPresence: 'IMPLICIT',
  enumType: 'OPEN',
  repeatedFieldEncoding: 'PACKED',
  utf8Validation: 'VERIFY',
  jsonFormat: 'ALLOW',
};

const EDITION_2023: FeatureSet = { ...PROTO3, fieldPresence: 'EXPLICIT' };

const EDITION_2024: FeatureSet = {
  ...EDITION_2023,
  enforceNamingStyle: 'STYLE2024',
  defaultSymbolVisibility: 'EXPORT_TOP_LEVEL',
};

export const EDITIONS: readonly number[] = [2023, 2024];

export function defaultFeatures(syntax: 'proto2' | 'proto3' | 'editions', edition: number): FeatureSet {
  if (syntax === 'proto2') return PROTO2;
  if (syntax === 'proto3') return PROTO3;
  return edition >= 2024 ? EDITION_2024 : EDITION_2023;
}

export interface Feature {
  readonly key: keyof FeatureSet;
  readonly values: readonly string[];
  /** First edition that has it. */
  readonly since: number;
  /** The kinds of options it can be set in. */
  readonly targets: readonly string[];
}

const EVERYWHERE =
  'FileOptions MessageOptions FieldOptions OneofOptions EnumOptions EnumValueOptions ServiceOptions MethodOptions ExtensionRangeOptions';

/** How features are written in options. */
export const FEATURE_FIELDS: ReadonlyMap<string, Feature> = new Map([
  feature('field_presence', 'fieldPresence', 'EXPLICIT IMPLICIT LEGACY_REQUIRED', 'FieldOptions FileOptions'),
  feature('enum_type', 'enumType', 'OPEN CLOSED', 'EnumOptions FileOptions'),
  feature('repeated_field_encoding', 'repeatedFieldEncoding', 'PACKED EXPANDED', 'FieldOptions FileOptions'),
  feature('utf8_validation', 'utf8Validation', 'VERIFY NONE', 'FieldOptions FileOptions'),
  feature('message_encoding', 'messageEncoding', 'LENGTH_PREFIXED DELIMITED', 'FieldOptions FileOptions'),
  feature('json_format', 'jsonFormat', 'ALLOW LEGACY_BEST_EFFORT', 'MessageOptions EnumOptions FileOptions'),
  feature('enforce_naming_style', 'enforceNamingStyle', 'STYLE2024 STYLE_LEGACY', EVERYWHERE, 2024),
  feature(
    'default_symbol_visibility',
    'defaultSymbolVisibility',
    'EXPORT_ALL EXPORT_TOP_LEVEL LOCAL_ALL STRICT',
    'FileOptions',
    2024,
  ),
]);

function feature(
  name: string,
  key: keyof FeatureSet,
  values: string,
  targets: string,
  since = 2023,
): readonly [string, Feature] {
  return [name, { key, values: values.split(' '), since, targets: targets.split(' ') }];
}
