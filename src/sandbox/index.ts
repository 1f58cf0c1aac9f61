export { SANDBOX_KEYS } from './auth/organizations.js';
export { SandboxStartError } from './sandbox-start-error.js';
export { startSandbox, type RunningSandbox, type SandboxOptions } from './start-sandbox.js';
