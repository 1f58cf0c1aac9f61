/** Thrown when a resource of this machine is not available, such as a port. The message is one line with the remedy. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

/** Converts an error of `listen()` to an `UnavailableError`, or returns it unchanged when it is unexpected. */
export function listenError(thrown: unknown, { host, port }: { host: string; port: number }): unknown {
  const { code } = thrown as NodeJS.ErrnoException;
  switch (code) {
    case 'EADDRINUSE':
      return new UnavailableError(
        `Port ${port} on ${host} is in use. Stop what listens there, or set ORVION_MCP_LISTEN_PORT to another port.`,
      );
    case 'EACCES':
      return new UnavailableError(`Port ${port} needs more rights. Set ORVION_MCP_LISTEN_PORT to one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EAI_AGAIN':
    case 'EINVAL':
    case 'ENOTFOUND':
      return new UnavailableError(
        `This machine has no address ${host}. Set ORVION_MCP_LISTEN_HOST to one it has, such as 127.0.0.1.`,
      );
    default:
      return thrown;
  }
}
