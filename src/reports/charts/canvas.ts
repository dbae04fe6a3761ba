import { createRequire } from 'node:module';
import { ExpectedError, UsageError } from '../../errors.ts';

/** The part of the two canvas libraries that is used here; both have the same interface. */
export interface ServerCanvas {
  name: 'canvas' | 'napi';
  create(width: number, height: number): HTMLCanvasElement;
}

const require = createRequire(import.meta.url);
const FONT = '@fontsource/inter/files/inter';
/** File part → family: one family per script, since a face without a letter must hand over to the next. */
const FAMILIES = {
  latin: 'Inter',
  'latin-ext': 'Inter ext',
  cyrillic: 'Inter cyrillic',
  greek: 'Inter greek',
};

let loaded: Promise<ServerCanvas> | undefined;

/**
 * node-canvas where it loads, @napi-rs/canvas where not; never both in one process. `HATCHECK_CANVAS` forces one.
 * @throws UsageError for another value, ExpectedError where the wanted library cannot be loaded.
 */
export function serverCanvas(): Promise<ServerCanvas> {
  loaded ??= load(process.env['HATCHECK_CANVAS']);
  return loaded;
}

async function load(wanted: string | undefined): Promise<ServerCanvas> {
  if (wanted !== undefined && wanted !== '' && wanted !== 'canvas' && wanted !== 'napi') {
    throw new UsageError({
      code: 'CANVAS_UNKNOWN',
      message: `HATCHECK_CANVAS is "${wanted}", which names no canvas library.`,
      next: 'Set HATCHECK_CANVAS to canvas or napi, or leave it out.',
    });
  }
  if (wanted === 'napi') return loadNapi();
  if (wanted === 'canvas') return loadNodeCanvas().catch((error: unknown) => unusable('canvas', error));
  // node-canvas is optional: its binary is missing on most machines, and the other library then draws the same.
  return loadNodeCanvas().catch(() => loadNapi());
}

async function loadNapi(): Promise<ServerCanvas> {
  const napi = await import('@napi-rs/canvas').catch((error: unknown) => unusable('@napi-rs/canvas', error));
  for (const [part, family] of Object.entries(FAMILIES)) {
    for (const weight of [400, 600]) napi.GlobalFonts.registerFromPath(fontFile(part, weight), family);
  }
  return {
    name: 'napi',
    create: (width, height) => napi.createCanvas(width, height) as unknown as HTMLCanvasElement,
  };
}

interface NodeCanvas {
  createCanvas(width: number, height: number): unknown;
  registerFont(path: string, face: { family: string; weight: string }): void;
}

async function loadNodeCanvas(): Promise<ServerCanvas> {
  const name: string = 'canvas';
  const module = (await import(name)) as NodeCanvas & { default?: NodeCanvas };
  const library = module.default ?? module;
  for (const [part, family] of Object.entries(FAMILIES)) {
    for (const weight of [400, 600])
      library.registerFont(fontFile(part, weight), { family, weight: String(weight) });
  }
  return {
    name: 'canvas',
    create: (width, height) => library.createCanvas(width, height) as HTMLCanvasElement,
  };
}

function fontFile(part: string, weight: number): string {
  return require.resolve(`${FONT}-${part}-${weight}-normal.woff`);
}

function unusable(name: string, error: unknown): never {
  throw new ExpectedError(
    {
      code: 'CANVAS_MISSING',
      message: `The charts cannot be drawn: ${name} does not load (${(error as Error).message.split('\n')[0]}).`,
      next: 'Install again with npm ci, or leave HATCHECK_CANVAS out so that the library that loads is used.',
    },
    2,
    { cause: error },
  );
}
