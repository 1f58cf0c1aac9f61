import { InvoiceResource } from './invoice.resource.js';
import { RulesResources } from './rules.resources.js';
import { ViewResources } from './view.resources.js';

/** Every resource of the product. */
export const INVOICE_RESOURCES = [InvoiceResource, RulesResources, ViewResources];
