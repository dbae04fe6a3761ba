#!/usr/bin/env node
import { hostOf, main } from './commands/main.ts';

/** The command line. Everything heavy is loaded by the command that needs it. */
process.exitCode = await main(process.argv.slice(2), hostOf());
