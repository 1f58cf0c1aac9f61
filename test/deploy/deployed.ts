import { manifestsIn, overlayText, type Manifest, type Overlay } from './programs.js';

/** A variable of a container. */
export interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
  readonly periodSeconds: number;
  readonly timeoutSeconds?: number;
  readonly failureThreshold: number;
}

/** The container, as far as tests look at it. */
export interface Container {
  readonly image: string;
  readonly args: readonly string[];
  readonly env: readonly Variable[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly startupProbe: Probe;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  readonly resources: Readonly<Record<'requests' | 'limits', Readonly<Record<string, string>>>>;
  readonly securityContext: unknown;
}

/** The pod, as far as tests look at it. */
export interface Pod {
  readonly automountServiceAccountToken: boolean;
  readonly enableServiceLinks: boolean;
  readonly terminationGracePeriodSeconds: number;
  readonly securityContext: unknown;
  readonly topologySpreadConstraints: readonly {
    readonly topologyKey: string;
    readonly maxSkew: number;
    readonly labelSelector: { readonly matchLabels: object };
  }[];
  readonly containers: readonly [Container];
}

export interface DeploymentSpec {
  readonly replicas?: number;
  readonly strategy: unknown;
  readonly template: { readonly metadata: { readonly labels: Readonly<Record<string, string>> }; readonly spec: Pod };
}

export interface IngressSpec {
  readonly rules: readonly [
    { readonly host: string; readonly http: { readonly paths: readonly { readonly path: string }[] } },
  ];
}

export interface NetworkPolicySpec {
  readonly podSelector: { readonly matchLabels: object };
  readonly ingress: readonly { readonly from: readonly unknown[]; readonly ports: unknown }[];
  readonly egress: readonly { readonly ports: readonly { readonly port: number }[] }[];
}

/** What an overlay deploys, by kind. */
export class Deployed {
  readonly manifests: readonly Manifest[];

  constructor(overlay: Overlay) {
    this.manifests = manifestsIn(overlayText(overlay));
  }

  /** The only manifest of a kind, if there is one. */
  find(kind: string): Manifest | undefined {
    const found = this.manifests.filter((manifest) => manifest.kind === kind);
    if (found.length > 1) throw new Error(`${found.length} manifests are a ${kind}`);
    return found[0];
  }

  spec(kind: string): unknown {
    const manifest = this.find(kind);
    if (!manifest) throw new Error(`nothing is a ${kind}`);
    return manifest.spec;
  }

  get deployment(): DeploymentSpec {
    return this.spec('Deployment') as DeploymentSpec;
  }

  get ingress(): IngressSpec {
    return this.spec('Ingress') as IngressSpec;
  }

  get networkPolicy(): NetworkPolicySpec {
    return this.spec('NetworkPolicy') as NetworkPolicySpec;
  }

  get pod(): Pod {
    return this.deployment.template.spec;
  }

  get container(): Container {
    return this.pod.containers[0];
  }
}
