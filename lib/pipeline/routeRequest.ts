import type { ControlOperationName } from "../base/controlOperationNames.generated.js";
import { fail } from "../base/errors.js";
import type { HttpRequest } from "../base/http.js";
import type { OperationName } from "../base/operationNames.generated.js";
import type { Dialect } from "../dialects/dialect.js";
import type { Operation } from "../operations/operation.js";
import type { Address } from "../wire/addressing.js";
import { controlOperationModel } from "../wire/controlModel.js";
import { type ControlAddress, controlAddress, routeControl } from "../wire/controlRouter.js";
import { type OperationModel, operationModel } from "../wire/model.js";
import { route } from "../wire/router.js";
import { addressRequest } from "./addressRequest.js";
import type { Incoming } from "./incoming.js";

/** A request whose operation is known. */
export interface RoutedRequest {
  readonly dialect: Dialect;
  readonly request: HttpRequest;
  readonly address: Address;
  readonly operation: OperationName | ControlOperationName;
  /** Whether it is one of S3 Control's: some are named as S3's are. */
  readonly isControl: boolean;
  /** What the path says of it, beside bucket and key. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly model: OperationModel;
  /** Undefined where the operation is not simulated. */
  readonly run: Operation<never, object> | undefined;
}

/** Whether a request is for S3 Control. */
export function isControlRequest({ request }: Incoming): boolean {
  return controlAddress(request) !== undefined;
}

/**
 * Finds the operation that a request means.
 *
 * @throws S3Error InvalidURI, KeyTooLongError, MethodNotAllowed and what else the router refuses
 */
export function routeRequest(incoming: Incoming): RoutedRequest {
  const { dialect, request: sent, address, bucket } = incoming;
  const control = controlAddress(sent);
  if (control !== undefined) return routeControlRequest(incoming, control);
  const addressed =
    address === undefined ? addressRequest(dialect, sent, bucket) : { request: sent, address };
  const operation = route(addressed.request, addressed.address);
  return {
    dialect,
    ...addressed,
    operation,
    isControl: false,
    model: operationModel(operation),
    run: dialect.operations[operation],
  };
}

function routeControlRequest(
  { dialect, request }: Incoming,
  { region }: ControlAddress,
): RoutedRequest {
  const { operation, labels } = routeControl(request);
  return {
    dialect,
    request,
    address: { kind: "s3", ...(region !== undefined && { region }) },
    operation,
    isControl: true,
    labels,
    model: controlOperationModel(operation),
    run: dialect.controlOperations?.[operation],
  };
}

/** @throws S3Error NotImplemented, always: with the operation's name */
export function refuseUnsimulated({ operation, isControl }: RoutedRequest): never {
  return fail("NotImplemented", {
    message: `${isControl ? "S3 Control's " : ""}${operation} is not simulated by s3-replication-mock`,
  });
}
