import type { UpstreamReason } from '../../upstream/upstream.error.js';
import type { UpstreamResponse } from '../../upstream/upstream.types.js';
import type { Finding } from './finding.js';

const ADDRESS = 'Set AGENTPAY_API_BASE_URL to the address of the API, version prefix included, such as /v1.';
const OPERATOR = 'Ask whoever runs the backend, or try again later.';

/** Texts for requests that got no response. */
const NO_RESPONSE: Partial<Record<UpstreamReason, readonly [message: string, remedy: string]>> = {
  refused: ['nothing listens there', `Start the backend. ${ADDRESS}`],
  dns: ['the name is not known', 'Look for a slip in AGENTPAY_API_BASE_URL, and at the DNS of this machine.'],
  unreachable: ['there is no way to it', 'Look at the network, a VPN, or rules of a firewall.'],
  tls: [
    'its certificate is not trusted',
    'Use the name that the certificate has. For an authority of your own, set NODE_EXTRA_CA_CERTS to its file.',
  ],
  reset: ['it closed the connection', `Look whether it wants https. ${OPERATOR}`],
  canceled: ['it was not waited for', 'Run this again.'],
  timeout: ['it did not answer in time', `Look at firewalls and proxies on the way. ${OPERATOR}`],
};

/** Findings about a backend that sent no response. */
export function noResponseFindings(reason: UpstreamReason): Finding[] {
  const [message, remedy] = NO_RESPONSE[reason] ?? [`what answers cannot be understood (${reason})`, ADDRESS];
  return [backend('failed', message, remedy), key('skipped', 'the backend did not say')];
}

/** Findings about backend and API key, from the response to a list of invoices. Without a key, every caller brings one. */
export function responseFindings({ status, text }: UpstreamResponse, hasKey: boolean): Finding[] {
  const reachable = backend('ok', 'it answers');
  if (status === 401 || status === 403) return [reachable, hasKey ? rejectedKey(status) : CALLERS_KEY];
  if (status === 200 && isList(text)) return [reachable, hasKey ? key('ok', 'is accepted') : CALLERS_KEY];
  const unknownKey = key('skipped', 'the backend did not say');
  if (status === 429)
    return [backend('warning', 'it has too many requests (429)', 'Try again in a minute.'), unknownKey];
  return [backend('failed', ...unexpectedResponse(status)), unknownKey];
}

const CALLERS_KEY: Finding = { check: 'key', state: 'skipped', message: 'every caller brings one' };

const rejectedKey = (status: 401 | 403): Finding =>
  status === 401
    ? key('failed', 'is not accepted (401)', 'Copy a valid key of this backend into AGENTPAY_API_KEY.')
    : key(
        'failed',
        'may not list invoices (403)',
        'Use a key that may, and look whether AGENTPAY_ORG_ID belongs to it.',
      );

function unexpectedResponse(status: number): readonly [message: string, remedy: string] {
  if (status === 200) return ['it answers, but not with invoices', ADDRESS];
  if (status === 404) return ['it has no invoices at this address (404)', ADDRESS];
  if (status >= 300 && status < 400)
    return [`it leads elsewhere (${status}), where no key is sent`, 'Set AGENTPAY_API_BASE_URL to where it leads to.'];
  return [`it fails (${status})`, OPERATOR];
}

function isList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

const finding =
  (check: string) =>
  (state: Finding['state'], message: string, remedy?: string): Finding => ({
    check,
    state,
    message,
    ...(remedy !== undefined && { remedy }),
  });

const backend = finding('backend');
const key = finding('key');
