// The service with further tools of its own kind, up to BENCH_TOOLS. They are added to its composition root here, as the
// service has no such setting.
import 'reflect-metadata';
import { TOOL_COUNT } from './settings.mjs';

const built = (path) => new URL(`../../build/${path}`, import.meta.url).href;

const { AppModule } = await import(built('app.module.js'));
const { ToolProvider } = await import(built('mcp/decorators/tool-provider.decorator.js'));
const { Tool } = await import(built('mcp/decorators/tool.decorator.js'));
const { InvoicesApiService } = await import(built('invoices/invoices-api.service.js'));
const { GetInvoiceInput } = await import(built('invoices/tools/get-invoice.tool.js'));
const { InvoiceData } = await import(built('invoices/invoice.js'));
const { INVOICES_READ } = await import(built('invoices/scopes.js'));

function furtherTool(number) {
  class FurtherTool {
    constructor(invoices) {
      this.invoices = invoices;
    }

    async get({ id }, call) {
      return { invoice: await this.invoices.get(id, call) };
    }
  }
  const name = `get_invoice_${number}`;
  const options = {
    name,
    title: 'Read an invoice',
    description: 'Reads one invoice by its id, with its present status. Changes nothing.',
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    scope: INVOICES_READ,
    input: GetInvoiceInput,
    output: InvoiceData,
  };
  const descriptor = Object.getOwnPropertyDescriptor(FurtherTool.prototype, 'get');
  Reflect.defineMetadata('design:paramtypes', [InvoicesApiService], FurtherTool);
  Reflect.defineMetadata('design:paramtypes', [GetInvoiceInput, Object], FurtherTool.prototype, 'get');
  Tool(options)(FurtherTool.prototype, 'get', descriptor);
  ToolProvider()(FurtherTool);
  return FurtherTool;
}

const further = Array.from({ length: TOOL_COUNT - 4 }, (_, at) => furtherTool(at + 4));
const { forHttp } = AppModule;
AppModule.forHttp = async (config) => {
  const module = await forHttp.call(AppModule, config);
  const known = module.imports.find((imported) => imported.module?.name === 'InvoicesModule');
  if (!known) throw new Error('The composition root has no InvoicesModule any more');
  // In the module of the service that they call.
  known.providers = [...known.providers, ...further];
  return module;
};

await import(built('main.js'));
