import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { listenError, UnavailableError } from '../../src/cli/listen-error.js';

/** What the system says to an address. */
async function rejection(host: string, port: number): Promise<unknown> {
  const server = createServer().listen(port, host);
  const [thrown] = (await once(server, 'error')) as [unknown];
  return listenError(thrown, { host, port });
}

test.each(['192.0.2.1', '2001:db8::1', 'fe80::1', 'nowhere.invalid'])(
  '%s is no address of this machine',
  async (host) => {
    expect(await rejection(host, 0)).toEqual(
      new UnavailableError(
        `This machine has no address ${host}. Set ORVION_MCP_LISTEN_HOST to one it has, such as 127.0.0.1.`,
      ),
    );
  },
);

test('a port that another program has is named', async () => {
  const occupant = createServer().listen(0, '127.0.0.1');
  await once(occupant, 'listening');
  const { port } = occupant.address() as AddressInfo;
  const rejected = await rejection('127.0.0.1', port);
  occupant.close();
  expect(rejected).toEqual(
    new UnavailableError(
      `Port ${port} on 127.0.0.1 is in use. Stop what listens there, or set ORVION_MCP_LISTEN_PORT to another port.`,
    ),
  );
});

test('a port that needs more rights is named', () => {
  // Whether a test may open one depends on who runs it, so the error is made here.
  const noPermission = Object.assign(new Error('listen EACCES'), { code: 'EACCES' });
  expect(listenError(noPermission, { host: '127.0.0.1', port: 80 })).toEqual(
    new UnavailableError('Port 80 needs more rights. Set ORVION_MCP_LISTEN_PORT to one above 1023.'),
  );
});

test('anything else is not explained away', () => {
  const other = new Error('out of memory');
  expect(listenError(other, { host: '127.0.0.1', port: 80 })).toBe(other);
});
