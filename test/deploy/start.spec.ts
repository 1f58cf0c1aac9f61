import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment } from '../../src/config/environment.js';
import { variablesOf } from '../../src/config/variable.decorator.js';
import { readStages } from '../docs/dockerfile.js';
import { bareRequest, type BareResponse } from '../harness/bare-request.js';
import { freePort } from '../harness/free-port.js';
import { MCP_HEADERS, toolCall } from '../harness/messages.js';
import { ENTRY } from '../harness/program.js';
import { waitFor } from '../harness/wait-for.js';
import { Deployed } from './deployed.js';
import { OVERLAYS, type Overlay } from './programs.js';
import { settingsOf } from './settings.js';

/** What the image itself sets. */
const OF_IMAGE = Object.fromEntries(
  (readStages('Dockerfile').at(-1)?.instructions ?? [])
    .filter(({ keyword }) => keyword === 'ENV')
    .flatMap(({ rest }) => rest.split(/\s+/))
    .map((setting) => setting.split('=', 2) as [string, string]),
);

interface Started {
  readonly origin: string;
  readonly said: () => string;
  readonly end: () => Promise<unknown>;
}

/** Starts the program as the pod would, with nothing in its environment but what the overlay gives it, on a port that is free. */
async function start({ container }: Deployed): Promise<Started> {
  const port = await freePort();
  const { PATH = '' } = process.env;
  const env = { PATH, ...OF_IMAGE, ...settingsOf(container), ORVION_MCP_LISTEN_PORT: String(port) };
  const cwd = mkdtempSync(join(tmpdir(), 'orvion-pod-'));
  const child = spawn(process.execPath, [ENTRY, ...container.args], { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (more: string) => (text += more));
  const ended = once(child, 'close');
  return {
    origin: `http://127.0.0.1:${port}`,
    said: () => text,
    end: async () => {
      child.kill('SIGTERM');
      // The second signal ends it without the delay, which is for load balancers.
      child.kill('SIGTERM');
      return ended;
    },
  };
}

describe.each(OVERLAYS)('%s', (overlay: Overlay) => {
  const deployed = new Deployed(overlay);
  const { container } = deployed;
  let service: Started;

  beforeAll(async () => {
    service = await start(deployed);
  });

  afterAll(async () => service.end());

  const get = async (path: string): Promise<BareResponse> => bareRequest(service.origin, { path });

  test('every variable is one that the program or OpenTelemetry knows', () => {
    const known = [...variablesOf(Environment).keys()];
    const unknown = container.env.map(({ name }) => name).filter((name) => !known.includes(name));
    expect(unknown.filter((name) => !name.startsWith('OTEL_'))).toEqual([]);
  });

  test('a program with these settings starts, and every probe is answered as it has to be', async () => {
    await waitFor(async () => (await get(container.startupProbe.httpGet.path)).outcome === 200);
    for (const { httpGet } of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
      expect([httpGet.path, (await get(httpGet.path)).outcome]).toEqual([httpGet.path, 200]);
    }
  });

  test('its ports are those on which it listens, and to which service, monitor and probes lead', () => {
    const [port] = container.ports;
    expect(port).toEqual({ name: 'http', containerPort: Number(settingsOf(container).ORVION_MCP_LISTEN_PORT) });
    expect(deployed.spec('Service')).toMatchObject({ ports: [{ name: 'http', targetPort: 'http' }] });
    const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe];
    expect(probes.map(({ httpGet }) => httpGet.port)).toEqual(['http', 'http', 'http']);
  });

  test('figures are where Prometheus looks for them', async () => {
    const { text } = await get('/metrics');
    expect(text).toContain('mcp_server_build_info{');
  });

  test('every path of the ingress is one that the program has, under the name of the ingress', async () => {
    const [{ host, http }] = deployed.ingress.rules;
    const outcomes = http.paths.map(async ({ path }) => bareRequest(service.origin, { path, headers: { host } }));
    // Without a token the first is not told that it has to be a POST, and without OAuth there is nothing to tell of it.
    const expected = overlay === 'production' ? [401, 200, 200] : [405, 404, 404];
    expect((await Promise.all(outcomes)).map(({ outcome }) => outcome)).toEqual(expected);
  });

  test('a call by another name than the ingress has is rejected', async () => {
    const call = { path: '/mcp', method: 'POST', body: toolCall('list_invoices') };
    const { outcome } = await bareRequest(service.origin, {
      ...call,
      headers: { ...MCP_HEADERS, host: 'other.example.com' },
    });
    expect(outcome).toBe(403);
  });

  test('callers are let in as the overlay says', async () => {
    const [{ host }] = deployed.ingress.rules;
    const call = { path: '/mcp', method: 'POST', body: toolCall('list_invoices') };
    const { outcome, text } = await bareRequest(service.origin, { ...call, headers: { ...MCP_HEADERS, host } });
    expect([outcome, text.includes('"ok":true')]).toEqual(overlay === 'sandbox' ? [200, true] : [401, false]);
  });

  test('nothing secret is in what it says', () => {
    expect(service.said()).not.toContain('stand-in');
    expect(service.said()).not.toContain('test_stand_in');
  });
});

test('a program to which an overlay gives an unknown variable does not start', () => {
  const env = {
    ...settingsOf(new Deployed('sandbox').container),
    ORVION_MCP_ALOWED_HOSTS: 'x',
    PATH: process.env.PATH ?? '',
  };
  const { status } = spawnSync(process.execPath, [ENTRY, 'http', '--sandbox'], { env, timeout: 20_000 });
  expect(status).toBe(78);
});
