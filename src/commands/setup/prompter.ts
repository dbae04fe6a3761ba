import * as prompts from '@clack/prompts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** How questions are asked and answered: on a terminal, or by a script in tests. */
export interface Prompter {
  text(question: {
    readonly message: string;
    readonly placeholder: string;
    readonly optional: boolean;
  }): Promise<string>;
  select(question: { readonly message: string; readonly options: readonly Choice[] }): Promise<string>;
  confirm(message: string, initial: boolean): Promise<boolean>;
  say(text: string): void;
  warn(text: string): void;
}

/** Somebody broke off: nothing more is asked, what is written already stays. */
export class Cancelled extends Error {}

/** Questions on the terminal. Rejects with `Cancelled` on Ctrl-C. */
export function terminalPrompter(): Prompter {
  return {
    text: async ({ message, placeholder, optional }) =>
      (
        answered(
          await prompts.text({
            message: optional ? `${message} (may stay empty)` : message,
            placeholder,
            validate: (value) => (optional || (value ?? '').trim() !== '' ? undefined : 'Please answer'),
          }),
        ) ?? ''
      ).trim(),
    select: async ({ message, options }) =>
      answered(await prompts.select({ message, options: options.map((option) => ({ ...option })) })),
    confirm: async (message, initial) => answered(await prompts.confirm({ message, initialValue: initial })),
    say: (text) => prompts.log.info(text),
    warn: (text) => prompts.log.warn(text),
  };
}

function answered<T>(answer: T): Exclude<T, symbol> {
  if (prompts.isCancel(answer)) throw new Cancelled('cancelled');
  return answer as Exclude<T, symbol>;
}
