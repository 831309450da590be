// What a schema says of messages, as data, and what keeps two schemas from understanding each other. Reads no message.

/** One field. */
export interface FieldSchema {
  readonly number: number;
  /** As in the proto file. */
  readonly name: string;
  /** A scalar type's name, or the full name of a message or an enum; of a map, that of its values, and its keys are strings. */
  readonly type: string;
  readonly kind: 'scalar' | 'enum' | 'message';
  readonly cardinality: 'one' | 'presence' | 'list' | 'map' | 'oneof';
  /** Name of the oneof that the field is a case of. */
  readonly oneof?: string;
}

/** One message. */
export interface MessageSchema {
  readonly typeName: string;
  /** In number order. */
  readonly fields: readonly FieldSchema[];
}

/** A field that two schemas read differently. */
export interface SchemaConflict {
  readonly typeName: string;
  readonly number: number;
  readonly message: string;
}

/**
 * Where a peer's schema contradicts ours: a number that means another field, type or cardinality there. What only one of
 * both has is no conflict, since unknown fields are kept.
 *
 * @param ours - `schemaOfV2()`, say
 * @param theirs - the same of the peer, perhaps come as JSON
 * @returns one conflict a field, in the order of ours; empty when the peers understand each other
 * @see message-contracts, Integration Points
 */
export function validateSchema(
  ours: readonly MessageSchema[],
  theirs: readonly MessageSchema[],
): readonly SchemaConflict[] {
  const peers = new Map(theirs.map((message) => [message.typeName, message]));
  return ours.flatMap(({ typeName, fields }) => {
    const other = new Map(peers.get(typeName)?.fields.map((field) => [field.number, field]));
    return fields.flatMap((field) => {
      const found = other.get(field.number);
      const said = found && difference(field, found);
      return said === undefined ? [] : [{ typeName, number: field.number, message: `${field.name} ${said}` }];
    });
  });
}

function difference(field: FieldSchema, found: FieldSchema): string | undefined {
  if (field.name !== found.name) return `is ${found.name} there`;
  if (field.type !== found.type) return `is of type ${field.type} here and ${found.type} there`;
  if (field.cardinality !== found.cardinality) return `is ${field.cardinality} here and ${found.cardinality} there`;
  return undefined;
}
