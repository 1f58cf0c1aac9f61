import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiKeyGuard, Caller } from '../auth/api-key.guard.js';
import type { Organization } from '../auth/organizations.js';
import { readCancellation, readNewInvoice, readPayment } from './invoice-bodies.js';
import { toResource } from './invoice-row.js';
import { InvoicesRepository } from './invoices.repository.js';
import { InvoicesService } from './invoices.service.js';
import { readListQuery, type Query as ListQuery } from './list-query.js';

type Resource = ReturnType<typeof toResource>;

/** The invoice endpoints (API page "Seller", table of endpoints). */
@Controller('v1/invoices')
@UseGuards(ApiKeyGuard)
export class InvoicesController {
  constructor(
    private readonly service: InvoicesService,
    private readonly repository: InvoicesRepository,
  ) {}

  @Post()
  create(
    @Caller() { id }: Organization,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Resource {
    const { row, created } = this.service.create(id, readNewInvoice(body));
    reply.code(created ? 201 : 200);
    return toResource(row);
  }

  @Get()
  list(@Caller() { id }: Organization, @Query() query: ListQuery): Resource[] {
    return this.repository.list(id, readListQuery(query)).map(toResource);
  }

  @Get(':invoice')
  get(@Caller() { id }: Organization, @Param('invoice') invoice: string): Resource {
    return toResource(this.service.get(id, invoice));
  }

  @Post(':invoice/mark-paid')
  @HttpCode(200)
  markPaid(@Caller() { id }: Organization, @Param('invoice') invoice: string, @Body() body: unknown): Resource {
    return toResource(this.service.markPaid(id, invoice, readPayment(body)));
  }

  @Post(':invoice/cancel')
  @HttpCode(200)
  cancel(@Caller() { id }: Organization, @Param('invoice') invoice: string, @Body() body: unknown): Resource {
    readCancellation(body);
    return toResource(this.service.cancel(id, invoice));
  }

  @Delete(':invoice')
  @HttpCode(204)
  remove(@Caller() { id }: Organization, @Param('invoice') invoice: string): void {
    this.service.remove(id, invoice);
  }
}
