import { allowsColor, type Environment } from '../../config/environment.js';
import type { TerminalStream } from './terminal-stream.js';

/** Styles a text, or leaves it alone where colors are not wanted. */
export interface Palette {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
}

/** Colors on terminals only, and never against NO_COLOR. */
export function paletteFor(stream: TerminalStream, environment: Environment): Palette {
  const colored = stream.isTTY === true && allowsColor(environment);
  const style = (open: number, close: number) => (text: string) =>
    colored ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return { bold: style(1, 22), dim: style(2, 22), red: style(31, 39), yellow: style(33, 39), green: style(32, 39) };
}
