// The colours of the text format; the only file that imports chalk. Colour is decided by the caller, never detected.

import { Chalk } from 'chalk';

export type Paint = (text: string) => string;

export interface Palette {
  readonly error: Paint;
  readonly warning: Paint;
  readonly info: Paint;
  readonly strong: Paint;
  readonly frame: Paint;
  readonly label: Paint;
  readonly removed: Paint;
  readonly added: Paint;
  readonly clean: Paint;
  readonly faint: Paint;
}

export function palette(color: boolean): Palette {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  return {
    error: chalk.red.bold,
    warning: chalk.yellow.bold,
    info: chalk.cyan.bold,
    strong: chalk.bold,
    frame: chalk.blue.bold,
    label: chalk.cyan.bold,
    removed: chalk.red,
    added: chalk.green,
    clean: chalk.green.bold,
    faint: chalk.dim,
  };
}
