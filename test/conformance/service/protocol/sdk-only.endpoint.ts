import { Injectable } from '@nestjs/common';
import { PlainEndpoint } from '../../../../src/mcp/protocol/plain-endpoint.js';

/**
 * Leaves every request to the SDK: the fixtures have tools that only its handlers know of. The suite runs on the other way
 * of answering as well, as that is how the service itself is tested.
 */
@Injectable()
export class SdkOnlyEndpoint extends PlainEndpoint {
  override takes(): boolean {
    return false;
  }
}
