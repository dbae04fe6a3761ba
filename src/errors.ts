/** Errors that a user can do something about. Everything else is a bug and shows its stack. */
export interface ErrorText {
  /** Stable code of the catalogue (docs/errors.md). */
  readonly code: string;
  /** What happened and where: file, line, path, host. Never a secret. */
  readonly message: string;
  /** What to do next, one sentence. */
  readonly next: string;
}

export class ExpectedError extends Error {
  readonly code: string;
  readonly next: string;
  /** Exit code of the contract: 2 usage, 3 credentials, 4 tracker, 5 incomplete. */
  readonly exitCode: 2 | 3 | 4 | 5;

  constructor(text: ErrorText, exitCode: 2 | 3 | 4 | 5, options?: ErrorOptions) {
    super(text.message, options);
    this.name = new.target.name;
    this.code = text.code;
    this.next = text.next;
    this.exitCode = exitCode;
  }
}

/** Wrong usage, configuration or unreadable input file: exit 2, before anything runs. */
export class UsageError extends ExpectedError {
  constructor(text: ErrorText, options?: ErrorOptions) {
    super(text, 2, options);
  }
}

/** Credentials refused or missing: exit 3. */
export class CredentialsError extends ExpectedError {
  constructor(text: ErrorText, options?: ErrorOptions) {
    super(text, 3, options);
  }
}

/** Tracker or network failed, or nothing of a team could be read: exit 4. */
export class TrackerError extends ExpectedError {
  constructor(text: ErrorText, options?: ErrorOptions) {
    super(text, 4, options);
  }
}
