// What the generated code of a message looks like to everybody who handles messages of any type. Types only.

/**
 * A kind of message: how its messages are made, written and read. One per message, generated; the constant has the name of
 * the message's interface.
 */
export interface MessageType<T extends object> {
  /** Full name in protobuf, such as `esper.telemetry.v2.TelemetryPacket`. */
  readonly typeName: string;
  /** A new message: the fields given, and for the others what protobuf reads where nothing was written. */
  create(this: void, fields?: Partial<T>): T;
  /** Whether the value was made by this type: by `create` or by reading bytes. A literal of the same shape was not. */
  is(this: void, value: unknown): value is T;
  /**
   * Writes canonical bytes from `at` on and returns where they end. An end beyond the buffer means that it was too small and
   * that nothing in it is of use; see `encodeMessage`, which takes care of that.
   */
  write(this: void, message: T, bytes: Uint8Array, at: number): number;
  /** Reads the bytes from `at` up to `end`. */
  read(this: void, bytes: Uint8Array, at: number, end: number): T;
}

/** The messages of a type. */
export type MessageOf<Type> = Type extends MessageType<infer T> ? T : never;

/** A number of an open enum: one of those listed, or any other 32-bit number that a newer peer may send. */
export type OpenEnum<Values extends Readonly<Record<string, number>>> = Values[keyof Values] | (number & {});

/** Fields that the schema does not know, as they came; written after all others. */
export type UnknownFields = Uint8Array[];
