import { afterEach, describe, expect, it, vi } from 'vitest';

/** Which library is taken is decided once per process: each case loads the module anew. */
async function fresh(value: string | undefined) {
  vi.resetModules();
  vi.stubEnv('HATCHECK_CANVAS', value);
  return import('../../../src/reports/charts/canvas.ts');
}

const nodeCanvas = await import('canvas' as string).then(
  () => true,
  () => false,
);

describe('serverCanvas', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('takes the library it is told to', async () => {
    const { serverCanvas } = await fresh('napi');
    const library = await serverCanvas();
    expect(library.name).toBe('napi');
    const canvas = library.create(20, 10);
    expect(canvas.getContext('2d')!.getImageData(0, 0, 20, 10).data).toHaveLength(800);
  });

  it('takes node-canvas where it loads and the other where not', async () => {
    const { serverCanvas } = await fresh(undefined);
    expect((await serverCanvas()).name).toBe(nodeCanvas ? 'canvas' : 'napi');
  });

  it('says what to do about an unknown name', async () => {
    const { serverCanvas } = await fresh('skia');
    await expect(serverCanvas()).rejects.toMatchObject({ code: 'CANVAS_UNKNOWN', exitCode: 2 });
  });

  it.skipIf(nodeCanvas)('says what to do where node-canvas is forced and missing', async () => {
    const { serverCanvas } = await fresh('canvas');
    await expect(serverCanvas()).rejects.toMatchObject({ code: 'CANVAS_MISSING' });
  });

  it('draws letters of the shipped font, also where the machine has none', async () => {
    const { serverCanvas } = await fresh('napi');
    const library = await serverCanvas();
    const context = library.create(200, 40).getContext('2d') as CanvasRenderingContext2D;
    context.font = '20px Inter';
    const inter = context.measureText('Sprint').width;
    context.font = '20px "No such family"';
    expect(inter).toBeGreaterThan(40);
    expect(inter).not.toBe(context.measureText('Sprint').width);
  });
});
