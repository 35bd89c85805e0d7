/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * An error that is returned to the caller in the common error format. Its message tells the caller
 * what to do and reveals nothing to an attacker.
 */
public final class ApiException extends RuntimeException {
  private final int status;
  private final String code;
  private final transient Map<String, Object> details;
  private final transient Map<String, String> headers;

  /**
   * @param status the HTTP status, 400 to 599
   * @param code the machine-readable code, such as {@code validation_error}
   * @param message a sentence for the caller
   * @param details further JSON-like values; may be empty
   * @param headers headers of the response, such as {@code Retry-After}; may be empty
   */
  public ApiException(
      int status,
      String code,
      String message,
      Map<String, Object> details,
      Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.details = Map.copyOf(details);
    this.headers = Map.copyOf(headers);
  }

  /** Creates an error without headers. */
  public ApiException(int status, String code, String message, Map<String, Object> details) {
    this(status, code, message, details, Map.of());
  }

  /** Creates an error without details. */
  public ApiException(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the machine-readable code. */
  public String code() {
    return code;
  }

  /** Returns further details; may be empty. */
  public Map<String, Object> details() {
    return details;
  }

  /** Returns the headers of the response; may be empty. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns 400 {@code invalid_request}. */
  public static ApiException invalidRequest(String message) {
    return new ApiException(400, "invalid_request", message);
  }

  /** Returns 401 {@code invalid_token}: the credential is missing or invalid. */
  public static ApiException unauthenticated(String message) {
    return new ApiException(401, "invalid_token", message);
  }

  /** Returns 403 {@code permission_denied}. */
  public static ApiException forbidden(String message) {
    return new ApiException(403, "permission_denied", message);
  }

  /** Returns 404 {@code resource_not_found}. */
  public static ApiException notFound(String message) {
    return new ApiException(404, "resource_not_found", message);
  }

  /** Returns 404 {@code tenant_not_found}: the same for an unknown tenant and a disabled one. */
  public static ApiException tenantNotFound() {
    return new ApiException(404, "tenant_not_found", "The tenant does not exist.");
  }

  /** Returns 409 {@code duplicate_resource}. */
  public static ApiException duplicate(String message) {
    return new ApiException(409, "duplicate_resource", message);
  }

  /**
   * Returns 422 {@code validation_error}.
   *
   * @param field the invalid member
   * @param message a description of the problem
   */
  public static ApiException invalid(String field, String message) {
    return new ApiException(422, "validation_error", message, Map.of("field", field));
  }

  /**
   * Returns 429 {@code rate_limit_exceeded} with rate limit headers for the exhausted limit, which
   * replace those of other limits.
   *
   * @param limit the number of requests allowed in the limit's period
   * @param until when the next request is allowed
   */
  public static ApiException rateLimited(String message, long limit, Instant until) {
    Instant now = Instant.now();
    Duration left = Duration.between(now, until);
    long wait =
        Math.max(
            1,
            left.toSeconds()
                + (left.toNanosPart() > 0 ? 1 : 0)); // Rounded up, so that the wait is sufficient.
    return new ApiException(
        429,
        "rate_limit_exceeded",
        message,
        Map.of(),
        Map.of(
            "Retry-After", Long.toString(wait),
            "X-RateLimit-Limit", Long.toString(limit),
            "X-RateLimit-Remaining", "0",
            "X-RateLimit-Reset", Long.toString(now.getEpochSecond() + wait)));
  }

  /**
   * Returns 503 {@code storage_full}: the disk has too little free space, so nothing can be stored.
   * Queries still work.
   */
  public static ApiException storageFull() {
    return new ApiException(
        503,
        "storage_full",
        "The server's disk is nearly full, so nothing was stored. The operator "
            + "must free disk"
            + " space; writes then work again automatically.",
        Map.of(),
        Map.of("Retry-After", "30"));
  }

  /**
   * Returns 503 {@code temporarily_unavailable}: another party does not respond now, independent of
   * the caller.
   *
   * @param message the operation that is unavailable
   * @param retryAfter when a retry may succeed
   */
  public static ApiException temporarilyUnavailable(String message, Duration retryAfter) {
    return new ApiException(
        503,
        "temporarily_unavailable",
        message,
        Map.of(),
        Map.of("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds()))));
  }

  /**
   * Returns 503 {@code module_unavailable}: the module of a capability is currently unavailable.
   *
   * @param module the name of the module
   */
  public static ApiException moduleUnavailable(String module) {
    return new ApiException(
        503,
        "module_unavailable",
        "The module " + module + " is currently unavailable. Try again shortly.",
        Map.of("module", module));
  }
}
