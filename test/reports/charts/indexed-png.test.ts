import { loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { serverCanvas } from '../../../src/reports/charts/canvas.ts';
import { indexedPng } from '../../../src/reports/charts/indexed-png.ts';

/** `colour(i)` as 0xRRGGBB for the i-th pixel. */
function picture(width: number, height: number, colour: (i: number) => number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i += 1) {
    const value = colour(i);
    pixels.set([value >> 16, (value >> 8) & 255, value & 255, 255], i * 4);
  }
  return pixels;
}

/** What a decoder that knows nothing of ours makes of the file. */
async function decoded(png: Buffer, width: number, height: number): Promise<Uint8ClampedArray> {
  const canvas = (await serverCanvas()).create(width, height);
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.drawImage((await loadImage(png)) as unknown as CanvasImageSource, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}

describe('indexedPng', () => {
  it('keeps every pixel of a picture of up to 256 colours', async () => {
    const pixels = picture(31, 17, (i) => ((i * 65_793) % 0xffffff) & 0xf0f0f0);
    expect(await decoded(await indexedPng(pixels, 31, 17), 31, 17)).toEqual(pixels);
  });

  it('comes close where there are more colours, and keeps the frequent ones', async () => {
    const pixels = picture(64, 64, (i) => (i < 2048 ? 0x0072b2 : ((i * 7) % 256) * 65_793));
    const shown = await decoded(await indexedPng(pixels, 64, 64), 64, 64);
    expect(shown.slice(0, 2048 * 4)).toEqual(pixels.slice(0, 2048 * 4));
    const worst = shown.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (pixels[i] as number))),
      0,
    );
    expect(worst).toBeLessThan(10);
  });

  it('gives the same bytes for the same pixels', async () => {
    const make = () =>
      indexedPng(
        picture(20, 20, (i) => (i * 99_991) % 0xffffff),
        20,
        20,
      );
    expect(await make()).toEqual(await make());
  });
});
