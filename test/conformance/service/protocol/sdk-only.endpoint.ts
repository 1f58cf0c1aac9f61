import { Injectable } from '@nestjs/common';
import { FastPathEndpoint } from '../../../../src/mcp/fast-path/fast-path.endpoint.js';

/**
 * Leaves every request to the SDK: the fixtures have tools that only its handlers know of. The suite runs on the other way
 * of answering as well, as that is how the service itself is tested.
 */
@Injectable()
export class SdkOnlyEndpoint extends FastPathEndpoint {
  override route(): undefined {
    return undefined;
  }
}
