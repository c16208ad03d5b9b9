import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import type { OperationName } from "../base/operationNames.generated.js";
import type { Dialect } from "../dialects/dialect.js";
import type { Operation } from "../operations/operation.js";
import type { Address } from "../wire/addressing.js";
import { type OperationModel, operationModel } from "../wire/model.js";
import { route } from "../wire/router.js";
import { addressRequest } from "./addressRequest.js";
import type { Incoming } from "./incoming.js";

/** A request whose operation is known. */
export interface RoutedRequest {
  readonly dialect: Dialect;
  readonly request: HttpRequest;
  readonly address: Address;
  readonly operation: OperationName;
  readonly model: OperationModel;
  /** Undefined where the operation is not simulated. */
  readonly run: Operation<never, object> | undefined;
}

/**
 * Finds the operation that a request means.
 *
 * @throws S3Error InvalidURI, KeyTooLongError, MethodNotAllowed and what else the router refuses
 */
export function routeRequest({ dialect, request: sent, address, bucket }: Incoming): RoutedRequest {
  const addressed =
    address === undefined ? addressRequest(dialect, sent, bucket) : { request: sent, address };
  const operation = route(addressed.request, addressed.address);
  return {
    dialect,
    ...addressed,
    operation,
    model: operationModel(operation),
    run: dialect.operations[operation],
  };
}

/** @throws S3Error NotImplemented, always: with the operation's name */
export function refuseUnsimulated({ operation }: RoutedRequest): never {
  return fail("NotImplemented", {
    message: `${operation} is not simulated by s3-replication-mock`,
  });
}
