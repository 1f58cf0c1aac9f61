// The settings of all servers of the comparison.
const { env } = process;

/** Port to listen on, at 127.0.0.1. */
export const PORT = Number(env.PORT ?? 0);

/** Address of the constant backend, version prefix included. */
export const BACKEND = env.BENCH_BACKEND ?? 'http://127.0.0.1:1/v1';

/** Whether to speak MCP on standard input and output instead of HTTP. */
export const IS_STDIO = process.argv.includes('--stdio');

/** How many tools to register; the first four are the real ones. */
export const TOOL_COUNT = Number(env.BENCH_TOOLS ?? 4);
