import { loadConfig } from '../../src/config/load-config.js';
import { Deployed } from './deployed.js';
import { readStages } from '../docs/dockerfile.js';
import { OVERLAYS } from './programs.js';
import { settingsOf } from './settings.js';

const deployed = Object.fromEntries(OVERLAYS.map((overlay) => [overlay, new Deployed(overlay)])) as Record<
  (typeof OVERLAYS)[number],
  Deployed
>;
const { sandbox, production } = deployed;

describe.each(OVERLAYS)('%s', (overlay) => {
  const { container, pod } = deployed[overlay];
  const { drain } = loadConfig(settingsOf(container), { backend: false, http: true, sandboxPort: 0 }).http;
  const { strategy, template } = deployed[overlay].deployment;

  test('a release takes no pod away before another one is ready, as calls would else be lost', () => {
    expect(strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } });
  });

  test('the grace period is the delay, the deadline and 5 s, as the process would else be killed among its last responses', () => {
    expect(pod.terminationGracePeriodSeconds).toBe((drain.delayMs + drain.deadlineMs) / 1000 + 5);
  });

  test('the delay outlasts the readiness probe, as load balancers that go by it would else send calls to a closed door', () => {
    expect(drain.delayMs / 1000).toBeGreaterThanOrEqual(container.readinessProbe.periodSeconds);
  });

  test('liveness asks /livez, which is 200 while draining: a pod that ends its calls must not be killed for it', () => {
    expect(container.livenessProbe).toEqual({
      httpGet: { path: '/livez', port: 'http' },
      periodSeconds: 10,
      timeoutSeconds: 2,
      failureThreshold: 3,
    });
  });

  test('readiness asks /readyz, which is 503 while draining, and notices within 10 s', () => {
    expect(container.readinessProbe).toEqual({
      httpGet: { path: '/readyz', port: 'http' },
      periodSeconds: 5,
      timeoutSeconds: 2,
      failureThreshold: 2,
    });
  });

  test('the start is asked for every second, as it takes less than one, and may take 30 on a node that is busy', () => {
    expect(container.startupProbe).toEqual({
      httpGet: { path: '/readyz', port: 'http' },
      periodSeconds: 1,
      failureThreshold: 30,
    });
  });

  test('the program can do nothing to its node or its own files: restricted Pod Security, and a root that is read only', () => {
    expect(pod.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 10_001,
      runAsGroup: 10_001,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  test('there is no token of the cluster in the pod, as nothing in it speaks to Kubernetes', () => {
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(deployed[overlay].find('ServiceAccount')).toMatchObject({ automountServiceAccountToken: false });
  });

  test('Kubernetes puts no addresses of other services into the environment, where they could be taken for settings', () => {
    expect(pod.enableServiceLinks).toBe(false);
  });

  test('memory has a limit, and CPU has none, which would only slow down a single busy core', () => {
    expect(container.resources).toEqual({
      requests: { cpu: '500m', memory: '256Mi' },
      limits: { memory: '512Mi' },
    });
  });

  test('pods stand on different nodes and in different zones where there are any', () => {
    expect(pod.topologySpreadConstraints.map(({ topologyKey, maxSkew }) => [topologyKey, maxSkew])).toEqual([
      ['topology.kubernetes.io/zone', 1],
      ['kubernetes.io/hostname', 1],
    ]);
  });

  test('whatever selects pods selects these: a selector that fits nobody is silent', () => {
    const { labels } = template.metadata;
    const selectors = [
      (deployed[overlay].spec('Service') as { selector: object }).selector,
      ...['PodDisruptionBudget', 'ServiceMonitor']
        .flatMap((kind) => deployed[overlay].find(kind)?.spec ?? [])
        .map((spec) => (spec as { selector: { matchLabels: object } }).selector.matchLabels),
      deployed[overlay].networkPolicy.podSelector.matchLabels,
      ...pod.topologySpreadConstraints.map(({ labelSelector }) => labelSelector.matchLabels),
    ];
    expect(selectors).toHaveLength(overlay === 'production' ? 6 : 4);
    expect(selectors).toEqual(selectors.map(() => labels));
  });

  test('the arguments are those of the image, so that nothing else is started', () => {
    const command = readStages('Dockerfile')
      .at(-1)
      ?.instructions.find(({ keyword }) => keyword === 'CMD')?.rest;
    expect(container.args.slice(0, 1)).toEqual(JSON.parse(command ?? '[]'));
  });

  test('the user is the one of the image, to whom nothing in it belongs', () => {
    const user = readStages('Dockerfile')
      .at(-1)
      ?.instructions.find(({ keyword }) => keyword === 'USER')?.rest;
    const { runAsUser, runAsGroup } = pod.securityContext as Record<string, number>;
    expect(`${runAsUser}:${runAsGroup}`).toBe(user);
  });

  test('only the ingress controller and Prometheus may come in, and only to the port of the service', () => {
    const { ingress } = deployed[overlay].networkPolicy;
    const namespaces = ingress
      .flatMap(({ from }) => from)
      .map((peer) => JSON.stringify(peer).match(/"([\w-]+)"\}{3}$/)?.[1]);
    expect(namespaces).toEqual(['ingress-nginx', 'monitoring']);
    expect(ingress.map(({ ports }) => ports)).toEqual([[{ protocol: 'TCP', port: 'http' }]]);
  });
});

test('production leaves the number of pods to the autoscaler, as every apply would else set it back under load', () => {
  expect(production.deployment.replicas).toBeUndefined();
  expect(production.spec('HorizontalPodAutoscaler')).toMatchObject({
    scaleTargetRef: { kind: 'Deployment', name: production.find('Deployment')?.metadata.name },
    minReplicas: 2,
    maxReplicas: 40,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
  });
});

test('a node is drained pod by pod, and by a pod that is not ready never held up', () => {
  expect(production.spec('PodDisruptionBudget')).toMatchObject({
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  });
});

test('the sandbox is one pod, as each has invoices of its own, and nothing adds another or keeps it on its node', () => {
  expect(sandbox.deployment.replicas).toBe(1);
  expect([sandbox.find('HorizontalPodAutoscaler'), sandbox.find('PodDisruptionBudget')]).toEqual([
    undefined,
    undefined,
  ]);
});

test('the sandbox may speak to nobody, as it needs nobody', () => {
  expect(sandbox.spec('NetworkPolicy')).toMatchObject({ policyTypes: ['Ingress', 'Egress'] });
  expect(sandbox.spec('NetworkPolicy')).not.toHaveProperty('egress');
});

test('production may speak to names, HTTPS outside the cluster, Redis and the collector, on their ports only', () => {
  const { egress } = production.networkPolicy;
  const settings = settingsOf(production.container);
  const portOf = (variable: string): number => Number(new URL(settings[variable] ?? '').port || 443);
  expect(egress.map(({ ports }) => [...new Set(ports.map(({ port }) => port))])).toEqual([
    [53],
    [portOf('AGENTPAY_API_BASE_URL')],
    [portOf('ORVION_MCP_RATE_LIMIT_REDIS_URL')],
    [portOf('OTEL_EXPORTER_OTLP_ENDPOINT')],
  ]);
  expect(portOf('ORVION_MCP_AUTH_ISSUER')).toBe(portOf('AGENTPAY_API_BASE_URL'));
  // Addresses from which nodes hand out their own credentials are never HTTPS of others.
  expect(JSON.stringify(egress)).toContain('"except":["10.0.0.0/8","172.16.0.0/12","192.168.0.0/16","169.254.0.0/16"]');
});

test('what is secret in production comes from a secret, and only that', () => {
  const secret = production.container.env
    .filter(({ valueFrom }) => valueFrom)
    .map(({ name, valueFrom }) => [name, valueFrom?.secretKeyRef]);
  expect(secret).toEqual(
    ['AGENTPAY_API_KEY', 'ORVION_MCP_STATE_KEY', 'ORVION_MCP_RATE_LIMIT_REDIS_URL'].map((key) => [
      key,
      { name: 'orvion-mcp', key },
    ]),
  );
});
