import {
  createParamDecorator,
  ForbiddenException,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ORGANIZATION_OF_KEY, type Organization } from './organizations.js';

/** Accepts requests with a known API key, and rejects a foreign `X-Organization-Id`. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const organization = organizationOf(headers.authorization);
    if (!organization) {
      context.switchToHttp().getResponse<FastifyReply>().header('www-authenticate', 'Bearer');
      throw new UnauthorizedException({ detail: 'Invalid or missing API key' });
    }
    const requestedId = headers['x-organization-id'];
    if (requestedId !== undefined && requestedId !== organization.id) {
      throw new ForbiddenException({ detail: 'The API key belongs to another organization' });
    }
    return true;
  }
}

/** Injects the organisation of the request's API key. Only for routes behind `ApiKeyGuard`. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): Organization => {
  const organization = organizationOf(context.switchToHttp().getRequest<FastifyRequest>().headers.authorization);
  if (!organization) throw new UnauthorizedException({ detail: 'Invalid or missing API key' });
  return organization;
});

const organizationOf = (header: string | undefined): Organization | undefined =>
  ORGANIZATION_OF_KEY.get(/^Bearer (\S+)$/i.exec(header ?? '')?.[1] ?? '');
