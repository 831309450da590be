// Reads `features.…` out of option statements: they shape presence and packing before options are interpreted.

import type { OptionNode, Value } from '../syntax/ast.ts';
import { FEATURE_FIELDS, type FeatureSet } from './features.ts';

/** The inherited features, with what these options set. The same object when they set none. */
export function withFeatures(inherited: FeatureSet, options: readonly OptionNode[]): FeatureSet {
  let features = inherited;
  for (const option of options) {
    const [first, second, ...rest] = option.name;
    if (!first || first.isExtension || first.text !== 'features') continue;
    if (second && !second.isExtension && rest.length === 0) features = withFeature(features, second.text, option.value);
    else if (!second && option.value.kind === 'aggregate') {
      for (const field of option.value.fields) {
        if (field.nameKind === 'field') features = withFeature(features, field.name.text, field.value);
      }
    }
  }
  return features;
}

function withFeature(features: FeatureSet, name: string, value: Value): FeatureSet {
  const known = FEATURE_FIELDS.get(name);
  if (!known || value.kind !== 'ident' || !known.values.includes(value.text)) return features;
  return { ...features, [known.key]: value.text };
}
