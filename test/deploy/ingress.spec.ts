import { readFileSync } from 'node:fs';
import { Deployed } from './deployed.js';
import { OVERLAYS } from './programs.js';

const PREFIX = 'nginx.ingress.kubernetes.io/';

/** The file that test/system drives with a real nginx. */
const SHIPPED = readFileSync('deploy/nginx/orvion-mcp.conf', 'utf8');

/** What a directive of nginx is called as an annotation, where it is called otherwise. */
const ANNOTATION_OF: Readonly<Record<string, string>> = { client_max_body_size: 'proxy-body-size' };

const SAME = [
  'client_max_body_size',
  'client_body_buffer_size',
  'proxy_http_version',
  'proxy_connect_timeout',
  'proxy_send_timeout',
  'proxy_read_timeout',
  'proxy_buffering',
  'proxy_next_upstream',
  'proxy_next_upstream_tries',
  'proxy_next_upstream_timeout',
];

const annotationsOf = (deployed: Deployed): Record<string, string> =>
  Object.fromEntries(
    Object.entries(deployed.find('Ingress')?.metadata.annotations ?? {}).map(([name, value]) => [
      name.replace(PREFIX, ''),
      value,
    ]),
  );

/** The first value of a directive, as an annotation has it: seconds without their unit. */
const valueIn = (directive: string): string | undefined =>
  new RegExp(`^ *${directive} (.+);$`, 'm').exec(SHIPPED)?.[1]?.replace(/^(\d+)s$/, '$1');

test.each(OVERLAYS)(
  'the ingress of %s is told what the tested configuration of nginx says, and nothing else',
  (overlay) => {
    const expected = SAME.map((directive) => [
      ANNOTATION_OF[directive] ?? directive.replaceAll('_', '-'),
      valueIn(directive),
    ]);
    expect(annotationsOf(new Deployed(overlay))).toEqual(Object.fromEntries(expected));
  },
);

test('no call is sent twice, as it may have been carried out', () => {
  expect(annotationsOf(new Deployed('production'))['proxy-next-upstream']).not.toContain('non_idempotent');
});

test('no cookie binds a caller to a pod, as any of them answers any request', () => {
  const names = Object.keys(annotationsOf(new Deployed('production')));
  expect(names.filter((name) => name.includes('affinity') || name.includes('session-cookie'))).toEqual([]);
});

test('probes and figures are not reached from outside: every path is exact', () => {
  const { rules } = new Deployed('production').ingress;
  const paths = rules.flatMap(({ http }) => http.paths);
  expect(paths).toEqual(
    ['/mcp', '/.well-known/oauth-protected-resource', '/.well-known/oauth-protected-resource/mcp'].map((path) => ({
      path,
      pathType: 'Exact',
      backend: { service: { name: 'orvion-mcp', port: { name: 'http' } } },
    })),
  );
});
