import type { Instant, TeamHistory } from '../../history/team-history.ts';
import type { Progress } from '../connector.ts';

/** A file as readers see it before they read it: enough of its beginning to recognise what it is. */
export interface FileSample {
  readonly path: string;
  /** File name without folder and extension. */
  readonly name: string;
  /** Lower case without the dot: `csv`, `json`; '' when there is none. */
  readonly extension: string;
  readonly bytes: number;
  /** The first 256 KB as text, byte order mark removed. */
  readonly head: string;
  /**
   * First element when the file looks like JSON: of the outermost array, of an array in the outermost object, of the lines;
   * or the outermost object itself. `undefined` when it is no JSON or the element is longer than the head.
   */
  readonly firstElement: unknown;
  /** Cells of the first row when the file looks like delimited text; null otherwise. */
  readonly columns: readonly string[] | null;
  /** Delimiter of those cells. */
  readonly delimiter: string | null;
}

export interface ReadContext {
  /** Reads everything into one team of this name; null: a team for each project. */
  readonly teamName: string | null;
  /** Names or ids of fields that the team configured. */
  readonly fields: { readonly estimate?: string; readonly acceptanceCriteria?: string };
  /** Stands for the newest time where an export holds no times at all. */
  readonly now: Instant;
  readonly progress: Progress;
}

/** One format. Formats are asked in order; the first that recognises a file reads it, together with the others it recognised. */
export interface FileReader {
  readonly id: string;
  /** What the format is called in messages: "Jira CSV". */
  readonly title: string;
  /** Each history is a project of the tracker: the same team whatever a file calls it. */
  readonly teamIsProject?: true;
  recognises(sample: FileSample): boolean;
  /** Rejects with a `UsageError` that names file and line. */
  read(files: readonly FileSample[], context: ReadContext): Promise<TeamHistory[]>;
}
