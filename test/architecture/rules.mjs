// Which folder may import from which (types included). Everything that is not allowed here is refused.

const PACKAGES = { path: '(^|/)node_modules/', pathNot: '@modelcontextprotocol/' };
const from = (path, ...to) => ({ from: { path: `^src/${path}` }, to: { path: to.map((target) => `^src/${target}`) } });

export default {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      // `mcp` is a library of its own: it compiles and passes its tests in a tree without the invoices.
      name: 'mcp-reaches-no-feature',
      severity: 'error',
      from: { path: '^src/mcp/' },
      to: { path: '^src/(?!mcp/|cancellation/|json/|observability/)', reachable: true },
    },
    {
      name: 'mcp-has-one-door',
      severity: 'error',
      from: { path: '^src/(?!mcp/)' },
      to: { path: '^src/mcp/', pathNot: '^src/mcp/index\\.ts$' },
    },
    {
      // The call, its caller and its client are at the bottom of the library.
      name: 'context-is-the-bottom',
      severity: 'error',
      from: { path: '^src/mcp/context/' },
      to: { path: '^src/mcp/(?!context/)' },
    },
  ],
  allowed: [
    { from: {}, to: PACKAGES },
    { from: {}, to: { dependencyTypes: ['core'] } },
    { from: { path: '^src/mcp/sdk/' }, to: { path: '@modelcontextprotocol/server' } },
    {
      // Types only: what is served without the SDK must not load it.
      from: { path: '^src/mcp/(endpoint|fast-path|lists|protocol)/' },
      to: { path: '@modelcontextprotocol/server', dependencyTypes: ['type-only'] },
    },
    { from: { path: '^src/([^/]+)/' }, to: { path: '^src/$1/' } },
    from('main\\.ts$', 'cli/'),
    from(
      'cli/',
      'app\\.module\\.ts$',
      'version\\.ts$',
      'auth/static-tokens/token-file\\.ts$',
      'config/',
      'health/',
      'mcp/index\\.ts$',
      'transports/',
      'upstream/',
      'observability/stack-frames\\.ts$',
      // By itself, as most commands start without a sandbox.
      'sandbox/(index|sandbox-start-error)\\.ts$',
    ),
    from('app\\.module\\.ts$', 'version\\.ts$', '(config|auth|health|invoices|mcp|observability|transports|upstream)/'),
    from('transports/', '(auth|health|mcp|observability)/'),
    {
      // The names of toolsets as a type: settings and tools must agree on them.
      from: { path: '^src/invoices/tools/' },
      to: { path: '^src/config/config\\.ts$', dependencyTypes: ['type-only'] },
    },
    // Tools are written in the words of the library.
    from('invoices/', 'mcp/index\\.ts$', '(upstream|observability)/'),
    // Pages for a browser: they know an invoice's life and how reports are cut, and of the host's protocol the types.
    from('views/', 'invoices/status-rules\\.ts$', 'invoices/analytics/period-of\\.ts$', 'invoices/invoice\\.ts$'),
    { from: { path: '^src/views/host/' }, to: { path: '@modelcontextprotocol/ext-apps' } },
    { from: { path: '^src/views/' }, to: { path: '\\.css$' } },
    // Health tells whether the backend answers.
    from('health/', '(upstream|observability)/'),
    from('(auth|mcp|upstream)/', 'observability/'),
    // Authentication finds out who calls, in the words that tools and lists are held against.
    from('auth/', 'mcp/index\\.ts$'),
    // How a call learns of its end; it imports nothing.
    from('(health|mcp|transports|upstream)/', 'cancellation/'),
    // Parsing that keeps every digit; it imports nothing of ours.
    from('(invoices|mcp)/', 'json/'),
  ],
  allowedSeverity: 'error',
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
