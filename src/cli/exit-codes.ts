/** Exit codes of the process, as `sysexits.h` numbers them. */
export const EXIT = {
  ok: 0,
  /** The command line makes no sense. */
  usage: 64,
  /** A port is taken, a file cannot be used, or `doctor` found a fault. */
  unavailable: 69,
  /** A fault of this program. */
  software: 70,
  /** Variables are missing or wrong. */
  configuration: 78,
} as const;

/** One of them. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
