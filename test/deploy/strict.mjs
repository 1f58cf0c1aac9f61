// Checks manifests on standard input as Kubernetes itself would in its strict form, and prints a line for each fault. A plain script,
// as the schemas come as modules that Jest does not find.
import { text } from 'node:stream/consumers';
import { parseAllDocuments } from 'yaml';

const KUBERNETES = ['kubernetes-models', 'IoK8sApi'];
const OPERATOR = ['@kubernetes-models/prometheus-operator', 'ComGithubPrometheusOperatorPrometheusOperatorPkgApis'];

/** Where the schema of each kind is. */
const SCHEMAS = {
  'v1 Namespace': [...KUBERNETES, 'CoreV1'],
  'v1 Service': [...KUBERNETES, 'CoreV1'],
  'v1 ServiceAccount': [...KUBERNETES, 'CoreV1'],
  'apps/v1 Deployment': [...KUBERNETES, 'AppsV1'],
  'networking.k8s.io/v1 Ingress': [...KUBERNETES, 'NetworkingV1'],
  'networking.k8s.io/v1 NetworkPolicy': [...KUBERNETES, 'NetworkingV1'],
  'policy/v1 PodDisruptionBudget': [...KUBERNETES, 'PolicyV1'],
  'autoscaling/v2 HorizontalPodAutoscaler': [...KUBERNETES, 'AutoscalingV2'],
  'monitoring.coreos.com/v1 ServiceMonitor': [...OPERATOR, 'MonitoringV1'],
  'monitoring.coreos.com/v1 PrometheusRule': [...OPERATOR, 'MonitoringV1'],
};

/** By file, as one of the packages does not export its schemas. */
async function schemaOf({ apiVersion, kind }) {
  const known = SCHEMAS[`${apiVersion} ${kind}`];
  if (!known) return undefined;
  const [from, prefix, group] = known;
  const { validate } = await import(new URL(`_schemas/${prefix}${group}${kind}.js`, import.meta.resolve(from)).href);
  return validate;
}

/**
 * An object that remembers which of its keys somebody has looked at. The compiled schemas take what they do not know for right, but
 * they look at what they know, and at every key of what may have any.
 */
function watched(value, path, unseen) {
  if (typeof value !== 'object' || value === null) return value;
  for (const key of Object.keys(value)) unseen.add(`${path}/${key}`);
  const children = new Map();
  return new Proxy(value, {
    get(target, key, receiver) {
      if (typeof key !== 'string' || !Object.hasOwn(target, key)) return Reflect.get(target, key, receiver);
      const at = `${path}/${key}`;
      unseen.delete(at);
      if (!children.has(key)) children.set(key, watched(target[key], at, unseen));
      return children.get(key);
    },
  });
}

async function errorsOf(manifest) {
  const who = `${manifest.kind} ${manifest.metadata?.name}`;
  const validate = await schemaOf(manifest);
  if (!validate) return [`${who}: there is no schema for ${manifest.apiVersion} ${manifest.kind}`];
  const unseen = new Set();
  const wrong = validate(watched(manifest, '', unseen)) ? [] : validate.errors;
  return [
    ...wrong.map(({ instancePath, keyword, params }) => `${who}: ${instancePath} ${keyword} ${JSON.stringify(params)}`),
    ...[...unseen].map((path) => `${who}: ${path} is unknown`),
  ];
}

const documents = parseAllDocuments(await text(process.stdin), { uniqueKeys: true });
const unreadable = documents.flatMap(({ errors }) => errors.map(({ message }) => message));
const manifests = documents.map((document) => document.toJS()).filter(Boolean);
const faults = unreadable.length > 0 ? unreadable : (await Promise.all(manifests.map(errorsOf))).flat();
for (const fault of faults) process.stdout.write(`${fault}\n`);
