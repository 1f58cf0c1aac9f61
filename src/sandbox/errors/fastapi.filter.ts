import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Sends every error in FastAPI's form: an object whose `detail` is a sentence or a list of errors. */
@Catch()
export class FastApiFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const status = statusOf(thrown);
    const body = thrown instanceof HttpException ? thrown.getResponse() : undefined;
    const isOurs = typeof body === 'object' && 'detail' in body;
    reply.code(status).send(isOurs ? body : { detail: SENTENCES.get(status) ?? 'Internal Server Error' });
  }
}

const SENTENCES = new Map([
  [404, 'Not Found'],
  [413, 'Request Entity Too Large'],
  [415, 'Unsupported Media Type'],
]);

function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  // Errors of Fastify, such as a body over the size limit.
  const status = thrown instanceof Error && 'statusCode' in thrown ? thrown.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
