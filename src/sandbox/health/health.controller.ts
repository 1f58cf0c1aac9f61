import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiKeyGuard, Caller } from '../auth/api-key.guard.js';
import type { Organization } from '../auth/organizations.js';

/** Health of the sandbox: one endpoint without a key, and one that checks the key. */
@Controller()
export class HealthController {
  @Get('health')
  open(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('v1/health')
  @UseGuards(ApiKeyGuard)
  withKey(@Caller() { id, name }: Organization): Record<string, string> {
    return {
      status: 'ok',
      organization_id: id,
      organization_name: name,
      environment: 'sandbox',
      version: '1',
      timestamp: new Date().toISOString(),
    };
  }
}
