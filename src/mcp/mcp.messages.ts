// Messages of errors that stop the start. Each one names the remedy.

/** Two tools have one name. */
export const duplicateTool = (name: string, first: string, second: string): string =>
  `Two methods offer the tool "${name}": ${first} and ${second}. Rename one of them.`;

/** A provider is not a singleton. */
export const scopedProvider = (provider: string): string =>
  `${provider} holds tools, resources or prompts but is request-scoped or transient. They are built once at start: make it a singleton.`;

/** The name of a tool is not accepted by every client. */
export const invalidToolName = (name: string, method: string): string =>
  `${method} offers a tool named "${name}". Use 1 to 40 characters of a-z, 0-9 and _, beginning with a letter.`;

/** A schema has a keyword that not every client accepts. */
export const unsupportedSchema = (schema: string, keyword: string): string =>
  `The schema of ${schema} uses ${keyword}, which some MCP clients refuse. Describe the property another way.`;

/** The policy requires a confirmation, and the tool has no option `confirm`. */
export const missingConfirmation = (name: string, method: string): string =>
  `${method} offers "${name}", which changes something that a person has to confirm here, and does not say what to ask. ` +
  'Give its @Tool the option confirm.';

/** Two resources have one address or one name. */
export const duplicateResource = (address: string, first: string, second: string): string =>
  `Two methods offer the resource ${address}, or its name: ${first} and ${second}. Change one of them.`;

/** A URI template is not of RFC 6570 level 1. */
export const unsupportedTemplate = (template: string): string =>
  `The resource template ${template} has more than variables of the form {name}. Describe the address without.`;

/** The variables of a URI template differ from the properties of its input class. */
export const mismatchedVariables = (template: string, method: string): string =>
  `${method} offers ${template}, whose variables are not the properties of its input class. Give each one a property.`;

/** Two prompts have one name. */
export const duplicatePrompt = (name: string, first: string, second: string): string =>
  `Two methods offer the prompt "${name}": ${first} and ${second}. Rename one of them.`;

/** The name of a prompt is not accepted by every client. */
export const invalidPromptName = (name: string, method: string): string =>
  `${method} offers a prompt named "${name}". Use 1 to 40 characters of a-z, 0-9 and _, beginning with a letter.`;
