/** Exit codes of the process, as `sysexits.h` numbers them. */
export const EXIT = {
  ok: 0,
  /** The command line is invalid. */
  usage: 64,
  /** A port is in use, a file cannot be used, or a check of `doctor` failed. */
  unavailable: 69,
  /** A bug in this program. */
  software: 70,
  /** Settings are missing or invalid. */
  configuration: 78,
} as const;

/** One of the codes of `EXIT`. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
