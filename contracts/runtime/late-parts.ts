// Code that is read when it is first used: only in what is built for Node, which would take longer to read the code of all
// messages than to start. What is apart, and how it is read, is decided by `contracts.parts.config.ts`.

import { LeylineContractError } from './errors.ts';
import type { MessageType } from './message-type.ts';

type Names = Readonly<Record<string, unknown>>;

/** A part is a function of what it needs from the rest. */
type Part = (rest: Names, other: (part: number) => Names) => Names;

interface Late {
  readonly name: string;
  readonly type: object;
}

let rest: Names = {};
let parts: readonly (() => Part)[] = [];
const used: Names[] = [];
const waiting: Late[][] = [];

/** What parts use of the rest, and how each of them is read. */
export function giveParts(names: Names, readers: readonly (() => Part)[]): void {
  rest = names;
  parts = readers;
}

/** A type whose functions come with the part. Then they are its own, so that a call goes no longer way than without parts. */
export function lateType(part: number, name: string, typeName: string): MessageType<object> {
  const whole = (): MessageType<object> => usePart(part)[name] as MessageType<object>;
  const type: MessageType<object> = {
    typeName,
    create: (fields) => whole().create(fields),
    is: (value): value is object => whole().is(value),
    write: (message, bytes, at) => whole().write(message, bytes, at),
    read: (bytes, at, end) => whole().read(bytes, at, end),
  };
  waiting[part] ??= [];
  waiting[part].push({ name, type });
  return type;
}

export function lateFunction(part: number, name: string): (...parameters: readonly unknown[]) => unknown {
  return (...parameters) => (usePart(part)[name] as (...all: readonly unknown[]) => unknown)(...parameters);
}

function usePart(part: number): Names {
  return used[part] ?? readPart(part);
}

function readPart(part: number): Names {
  const read = parts[part];
  if (read === undefined) throw new Error(`there is no part ${part}`);
  const names = found(read)(rest, usePart);
  used[part] = names;
  for (const { name, type } of waiting[part] ?? []) Object.assign(type, names[name]);
  return names;
}

/** A bundle of this file alone has left the parts behind, which shows only here. */
function found(read: () => Part): Part {
  try {
    return read();
  } catch (cause) {
    const message = "a part of 'leyline/contracts' is not beside it; a bundler has to take its exports of 'module'";
    throw new LeylineContractError('part-missing', message, { cause });
  }
}
