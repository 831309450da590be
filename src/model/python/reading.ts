// What everything that reads Python's grammar is handed: where it stands, and what it adds to. Types only.

import type { ModuleDraft } from './module-draft.ts';
import type { TokenCursor } from './token-cursor.ts';

export interface Reading {
  readonly cursor: TokenCursor;
  readonly draft: ModuleDraft;
}
