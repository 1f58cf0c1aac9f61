import { Body, Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { readFaultRules } from './fault-rule.js';
import { FaultsService } from './faults.service.js';

/** Sets fault injection rules and reports received requests, for tests. It needs no key: the sandbox is on loopback. */
@Controller('__faults')
export class FaultsController {
  constructor(private readonly faults: FaultsService) {}

  @Put()
  set(@Body() body: unknown): object {
    this.faults.set(readFaultRules(body));
    return this.faults.report();
  }

  @Get()
  report(): object {
    return this.faults.report();
  }

  @Delete()
  @HttpCode(204)
  clear(): void {
    this.faults.set([]);
  }
}
