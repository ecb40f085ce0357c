import { slice } from '../../../base/held.ts';
import { MAX_TEXT_START_CHARS } from '../../../base/limits.ts';
import type { TextStart } from './types.ts';

/** A text that comes in pieces: its beginning is kept, of the rest the length. */
export interface TextBuilder {
  text: string;
  chars: number;
}

/** An empty text. */
export function createTextBuilder(): TextBuilder {
  return { text: '', chars: 0 };
}

/** Puts a piece behind the text; anything but a string is passed over. */
export function addText(builder: TextBuilder, piece: unknown): void {
  if (typeof piece !== 'string' || piece === '') return;
  builder.chars += piece.length;
  const room = MAX_TEXT_START_CHARS - builder.text.length;
  if (room <= 0) return;
  builder.text += piece.length <= room ? piece : slice(piece, 0, room);
}

/** The beginning of one text. */
export function textStart(text: string): TextStart {
  return { text: slice(text, 0, MAX_TEXT_START_CHARS), chars: text.length };
}
