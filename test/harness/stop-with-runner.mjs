/** Lets a runner that is interrupted end as usual, so that whatever it started is stopped and cleared away. */
export function stopWithRunner() {
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])) {
    process.once(signal, () => process.exit(code));
  }
}
