/**
 * Finds where the elements of a JSON document begin and end, over chunks of its bytes. Knows only brackets and strings;
 * whether an element is good JSON is for `JSON.parse` to say.
 */
export interface Found {
  /** Bytes of one element. */
  readonly bytes: Buffer;
  readonly container: string | null;
  /** Offset of the byte after the element, from the beginning of the document. */
  readonly end: number;
}

/** Thrown for bytes that cannot be where they are. */
export class ScanError extends Error {
  constructor(
    readonly offset: number,
    readonly problem: 'unexpected' | 'ends-early' | 'not-json',
  ) {
    super(problem);
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;

type Place = 'top' | 'array' | 'object' | 'container';

export class Scanner {
  private place: Place = 'top';
  /** Bytes of the chunks before the present one. */
  private before = 0;
  /** Collected bytes of the element that is being read, from earlier chunks; null while between elements. */
  private element: Buffer[] | null = null;
  /** Collected bytes of the outermost object without the elements of its containers. */
  private rest: Buffer[] = [];
  private depth = 0;
  private inString = false;
  private escaped = false;
  private primitive = false;
  private needsComma = false;
  /** Last string at the outermost object's own level, and whether a colon followed: the key of what comes next. */
  private key: Buffer[] | null = null;
  private lastKey = '';
  private afterColon = false;
  private container: string | null = null;

  constructor(private readonly containers: readonly string[]) {}

  /** Elements that end in this chunk. The chunk's memory may be used again afterwards. */
  *take(chunk: Buffer): Generator<Found> {
    let at = 0;
    while (at < chunk.length) {
      if (this.element !== null) {
        const end = this.primitive ? this.skipPrimitive(chunk, at) : this.skipNested(chunk, at);
        this.element.push(Buffer.from(chunk.subarray(at, end)));
        at = end;
        if (!this.primitive && (this.depth > 0 || this.inString)) break;
        if (this.primitive && end === chunk.length) break;
        yield this.found(this.element, this.container, end);
        this.element = null;
        this.needsComma = true;
      } else if (this.place === 'object') {
        const end = this.skipObject(chunk, at);
        this.rest.push(Buffer.from(chunk.subarray(at, end)));
        at = end;
        if (this.depth === 0) yield this.closeObject(end);
      } else {
        at = this.between(chunk, at);
      }
    }
    this.before += chunk.length;
  }

  /** Throws when the document ended in the middle of something. */
  finish(): void {
    if (this.place !== 'top' || this.element !== null) throw new ScanError(this.before, 'ends-early');
  }

  private found(parts: Buffer[], container: string | null, end: number): Found {
    const only = parts.length === 1 ? parts[0] : undefined;
    return { bytes: only ?? Buffer.concat(parts), container, end: this.before + end };
  }

  private closeObject(end: number): Found {
    const found = this.found(this.rest, null, end);
    this.rest = [];
    this.place = 'top';
    return found;
  }

  /** One byte between elements. */
  private between(chunk: Buffer, at: number): number {
    const byte = chunk[at] as number;
    if (isSpace(byte)) return at + 1;
    if (this.place === 'top') return this.open(byte, at);
    if (byte === CLOSE_BRACKET) return this.closeArray(at);
    if (byte === COMMA) {
      if (!this.needsComma) throw new ScanError(this.before + at, 'unexpected');
      this.needsComma = false;
      return at + 1;
    }
    if (this.needsComma) throw new ScanError(this.before + at, 'unexpected');
    this.element = [];
    this.primitive = byte !== OPEN_BRACE && byte !== OPEN_BRACKET;
    this.depth = 0;
    return at;
  }

  private open(byte: number, at: number): number {
    if (byte === OPEN_BRACKET) {
      this.place = 'array';
      this.needsComma = false;
      this.container = null;
      return at + 1;
    }
    if (byte !== OPEN_BRACE) throw new ScanError(this.before + at, 'not-json');
    this.place = 'object';
    this.depth = 0;
    return at;
  }

  private closeArray(at: number): number {
    if (this.place === 'array') {
      this.place = 'top';
      return at + 1;
    }
    this.place = 'object';
    this.container = null;
    // The bracket that closes the container belongs to the rest of the object: `skipObject` reads it at depth 2.
    this.depth = 2;
    return at;
  }

  /** End of a number, string or literal: the first comma, bracket or space outside of a string. */
  private skipPrimitive(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (this.inString) this.insideString(byte);
      else if (byte === QUOTE) this.inString = true;
      else if (byte === COMMA || byte === CLOSE_BRACKET || isSpace(byte)) return at;
    }
    return chunk.length;
  }

  /** Position after the bracket that closes the element, or the end of the chunk. */
  private skipNested(chunk: Buffer, from: number): number {
    let { depth, inString, escaped } = this;
    let at = from;
    const { length } = chunk;
    for (; at < length; at += 1) {
      const byte = chunk[at] as number;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
      } else if (byte === QUOTE) inString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth -= 1;
        if (depth === 0) {
          at += 1;
          break;
        }
      }
    }
    this.depth = depth;
    this.inString = inString;
    this.escaped = escaped;
    return at;
  }

  /** Reads on in the outermost object until a container opens or the object closes. */
  private skipObject(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (this.inString) {
        this.insideString(byte);
        this.noteKey(byte);
      } else if (byte === QUOTE) {
        this.inString = true;
        if (this.depth === 1 && !this.afterColon) this.key = [];
      } else if (byte === COLON && this.depth === 1) this.afterColon = true;
      else if (byte === COMMA && this.depth === 1) this.afterColon = false;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        this.depth += 1;
        if (byte === OPEN_BRACKET && this.depth === 2 && this.containers.includes(this.lastKey))
          return this.openContainer(at);
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        this.depth -= 1;
        if (this.depth === 0) return this.afterObject(at);
      }
    }
    return chunk.length;
  }

  private openContainer(at: number): number {
    this.place = 'container';
    this.container = this.lastKey;
    this.needsComma = false;
    return at + 1;
  }

  private afterObject(at: number): number {
    this.afterColon = false;
    this.lastKey = '';
    return at + 1;
  }

  private insideString(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === BACKSLASH) this.escaped = true;
    else if (byte === QUOTE) this.inString = false;
  }

  private noteKey(byte: number): void {
    if (this.key === null) return;
    if (this.inString) this.key.push(Buffer.of(byte));
    else {
      this.lastKey = Buffer.concat(this.key).toString('utf8');
      this.key = null;
    }
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
