import type { Theme } from './palette.ts';
import type { PatternName } from './spec.ts';

/** What a pattern is painted on: a small canvas of the library in use, or of the page. */
export type Surface = (size: number) => {
  context: CanvasRenderingContext2D;
  /** The finished tile as something `fillStyle` takes. */
  pattern: () => CanvasPattern | null;
};

const SIZE = 8;

/** A fill that can be told from the others without its colour. */
export function patternFill(
  name: PatternName,
  colour: string,
  theme: Theme,
  surface: Surface,
): string | CanvasPattern {
  if (name === 'solid') return colour;
  if (name === 'empty') return theme.background;
  const { context, pattern } = surface(SIZE);
  context.fillStyle = colour;
  context.fillRect(0, 0, SIZE, SIZE);
  context.strokeStyle = theme.background;
  context.fillStyle = theme.background;
  context.lineWidth = 1.5;
  paint[name](context);
  return pattern() ?? colour;
}

const paint: Record<Exclude<PatternName, 'solid' | 'empty'>, (context: CanvasRenderingContext2D) => void> = {
  diagonal: (context) => {
    stroke(context, [-2, 2, 2, -2], [0, SIZE, SIZE, 0], [SIZE - 2, SIZE + 2, SIZE + 2, SIZE - 2]);
  },
  cross: (context) => {
    stroke(context, [0, 0, SIZE, SIZE], [SIZE, 0, 0, SIZE]);
  },
  lines: (context) => {
    stroke(context, [0, SIZE / 2, SIZE, SIZE / 2]);
  },
  dots: (context) => {
    context.beginPath();
    context.arc(SIZE / 2, SIZE / 2, 1.5, 0, Math.PI * 2);
    context.fill();
  },
};

function stroke(context: CanvasRenderingContext2D, ...lines: [number, number, number, number][]): void {
  context.beginPath();
  for (const [x1, y1, x2, y2] of lines) {
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
  }
  context.stroke();
}
