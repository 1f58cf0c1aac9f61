// The public API of this library: code outside this folder imports nothing else from it. The SDK is not exported, because
// the first message that needs it loads it (`endpoint/lazy-sdk.ts`).

export { McpModule } from './mcp.module.js';
export { MCP_OPTIONS, type ConfirmSettings, type McpOptions, type ServerIdentity } from './mcp.options.js';

export { CompletedBy, type Completer } from './decorators/completed-by.decorator.js';
export { AnyObject, AnyObjects, ListOf, Nested, NestedOrNull, TextOrNull } from './decorators/output.decorators.js';
export { Prompt, PromptProvider, type PromptMessage } from './decorators/prompt.decorator.js';
export { Resource, ResourceProvider, ResourceTemplate } from './decorators/resource.decorator.js';
export { ToolProvider } from './decorators/tool-provider.decorator.js';
export { Tool, type ToolAnnotations, type ToolOptions } from './decorators/tool.decorator.js';
export { View, type ViewAddress } from './decorators/view.decorator.js';

export { ANYONE, isGranted, type Caller, type CallerCredential } from './context/caller.js';
export type { ToolProgress } from './context/progress.js';
export type { ToolCall } from './context/tool-call.js';

export { ToolContent, type ContentBlock } from './envelope/call-result.js';
export { ERROR_CODES, type ErrorCode } from './envelope/error-code.js';
export { ToolError, type ErrorDetails, type FieldError } from './envelope/tool-error.js';

export type {
  ConfirmationPrompt,
  ConfirmationRequest,
  ConfirmOptions,
  ConfirmWhen,
} from './confirmation/confirmation-prompt.js';
export { ReplayGuard, type SharedReplayStore } from './confirmation/replay-guard.js';

export { PromptRegistry } from './discovery/prompt.registry.js';
export { ResourceRegistry } from './discovery/resource.registry.js';
export { ToolRegistry } from './discovery/tool.registry.js';
export { promptList, resourceList, resourceTemplateList } from './lists/list-results.js';
export { toolList } from './lists/tool-list.js';

export { McpHttpEndpoint, type EndpointRejection, type EndpointResponse } from './endpoint/http-endpoint.js';
export { LazySdk } from './endpoint/lazy-sdk.js';
export { RunningCalls } from './invocation/running-calls.js';
export {
  decodeMessage,
  internalError,
  invalidRequest,
  unavailable,
  type Decoded,
  type JsonRpcErrorResponse,
} from './protocol/json-rpc.js';
