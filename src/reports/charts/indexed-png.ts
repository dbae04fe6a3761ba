import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';

const compress = promisify(deflate);
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 256;
/** IHDR: 8 bits a pixel, colours from a palette, the only methods there are, not interlaced. */
const INDEXED = [8, 3, 0, 0, 0];

/**
 * Opaque pixels as PNG with a palette (RFC 2083, colour type 3): a third of the size of full colour, so that a report
 * with a dozen charts stays small enough to be sent. Charts have few colours; where soft edges bring more than 256, the
 * rarest take the nearest of the others, which nobody can see.
 */
export async function indexedPng(pixels: Uint8ClampedArray, width: number, height: number): Promise<Buffer> {
  // Signed words: V8 keeps them as plain integers, the unsigned ones of opaque pixels as boxed doubles.
  const colours = new Int32Array(pixels.buffer, pixels.byteOffset, width * height);
  const palette = paletteOf(colours);
  const body = await compress(scanLines(colours, indexOf(palette), width, height), { level: 7 });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(INDEXED, 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.kept.flatMap(channels))),
    chunk('IDAT', body),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

interface Palette {
  kept: number[];
  others: number[];
}

/** The most frequent colours, ties by value: the same pixels always give the same bytes. */
function paletteOf(colours: Int32Array): Palette {
  const counts = new Map<number, number>();
  let start = 0;
  // By runs of the same colour, which are long in a chart: one look-up a run, not one a pixel.
  for (let at = 1; at <= colours.length; at += 1) {
    if (colours[at] === colours[start]) continue;
    const colour = colours[start] as number;
    counts.set(colour, (counts.get(colour) ?? 0) + at - start);
    start = at;
  }
  const ordered = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
  return { kept: ordered.slice(0, MOST_COLOURS), others: ordered.slice(MOST_COLOURS) };
}

/** Colours this alike (the upper 5 bits of each channel) share their neighbour; the eye cannot tell them apart. */
const ALIKE = 0xf8f8f8;

function indexOf({ kept, others }: Palette): Map<number, number> {
  const index = new Map(kept.map((colour, place) => [colour, place]));
  const known = kept.map(channels);
  const alike = new Map<number, number>();
  for (const colour of others) {
    const group = colour & ALIKE;
    const place = alike.get(group) ?? nearest(channels(colour), known);
    alike.set(group, place);
    index.set(colour, place);
  }
  return index;
}

function nearest([r, g, b]: Channels, known: readonly Channels[]): number {
  let best = 0;
  let least = Infinity;
  for (let place = 0; place < known.length; place += 1) {
    const [red, green, blue] = known[place] as Channels;
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) [best, least] = [place, distance];
  }
  return best;
}

/** Each line begins with its filter, which is none: neighbours in a palette are no neighbours in colour. */
function scanLines(
  colours: Int32Array,
  index: ReadonlyMap<number, number>,
  width: number,
  height: number,
): Buffer {
  const lines = Buffer.alloc((width + 1) * height);
  let last = -1;
  let place = 0;
  for (let y = 0, from = 0, to = 0; y < height; y += 1) {
    to += 1;
    for (let x = 0; x < width; x += 1, from += 1, to += 1) {
      const colour = colours[from] as number;
      if (colour !== last) {
        last = colour;
        place = index.get(colour) as number;
      }
      lines[to] = place;
    }
  }
  return lines;
}

type Channels = [red: number, green: number, blue: number];

/** The canvas gives red, green, blue, alpha in this order; a 32-bit word of them reads backwards. */
function channels(colour: number): Channels {
  return [colour & 0xff, (colour >> 8) & 0xff, (colour >> 16) & 0xff];
}

function chunk(type: string, data: Buffer): Buffer {
  const framed = Buffer.alloc(12 + data.length);
  framed.writeUInt32BE(data.length, 0);
  framed.write(type, 4, 'latin1');
  data.copy(framed, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, 8 + data.length)), 8 + data.length);
  return framed;
}
