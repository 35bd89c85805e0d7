package org.lumoauth.api.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A refusal that the caller is told of in the common error format. Its message tells the caller
 * what to do and an attacker nothing.
 */
public final class ApiException extends RuntimeException {
  private final int status;
  private final String code;
  private final transient Map<String, Object> details;
  private final transient Map<String, String> headers;

  /**
   * @param status the HTTP status, 400 to 599
   * @param code the machine-readable code, as {@code validation_error}
   * @param message a sentence for the caller
   * @param details what else helps, JSON-like values; may be empty
   * @param headers headers of the answer, as {@code Retry-After}; may be empty
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

  /** A problem without headers. */
  public ApiException(int status, String code, String message, Map<String, Object> details) {
    this(status, code, message, details, Map.of());
  }

  /** A problem without details. */
  public ApiException(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The machine-readable code. */
  public String code() {
    return code;
  }

  /** What else helps, perhaps empty. */
  public Map<String, Object> details() {
    return details;
  }

  /** Headers of the answer, perhaps none. */
  public Map<String, String> headers() {
    return headers;
  }

  /** 400 {@code invalid_request}. */
  public static ApiException invalidRequest(String message) {
    return new ApiException(400, "invalid_request", message);
  }

  /** 401 {@code invalid_token}: no credential, or one that does not hold. */
  public static ApiException unauthenticated(String message) {
    return new ApiException(401, "invalid_token", message);
  }

  /** 403 {@code permission_denied}. */
  public static ApiException forbidden(String message) {
    return new ApiException(403, "permission_denied", message);
  }

  /** 404 {@code resource_not_found}. */
  public static ApiException notFound(String message) {
    return new ApiException(404, "resource_not_found", message);
  }

  /** 404 {@code tenant_not_found}: the same for an unknown tenant and a disabled one. */
  public static ApiException tenantNotFound() {
    return new ApiException(404, "tenant_not_found", "There is no such organization here.");
  }

  /** 409 {@code duplicate_resource}. */
  public static ApiException duplicate(String message) {
    return new ApiException(409, "duplicate_resource", message);
  }

  /**
   * 422 {@code validation_error}.
   *
   * @param field the member that is wrong
   * @param message what is wrong with it
   */
  public static ApiException invalid(String field, String message) {
    return new ApiException(422, "validation_error", message, Map.of("field", field));
  }

  /**
   * 429 {@code rate_limit_exceeded}, with the limit that was reached, of which nothing is left, in
   * place of any that is told of every answer.
   *
   * @param limit how many there may be in its time
   * @param until from when on there may be one again
   */
  public static ApiException rateLimited(String message, long limit, Instant until) {
    Instant now = Instant.now();
    Duration left = Duration.between(now, until);
    long wait = Math.max(1, left.toSeconds() + (left.toNanosPart() > 0 ? 1 : 0)); // certain by then
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
   * 503 {@code storage_full}: the disk has too little free space, so nothing can be stored. Queries
   * still work.
   */
  public static ApiException storageFull() {
    return new ApiException(
        503,
        "storage_full",
        "The server's disk is nearly full, so nothing was stored. The operator has to free disk"
            + " space; writes work again by themselves then.",
        Map.of(),
        Map.of("Retry-After", "30"));
  }

  /**
   * 503 {@code temporarily_unavailable}: somebody else does not answer just now, which says nothing
   * of who asks.
   *
   * @param message what can't be done now
   * @param retryAfter when it may be worth to ask again
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
   * 503 {@code module_unavailable}: a capability whose module is absent just now.
   *
   * @param module the module's name
   */
  public static ApiException moduleUnavailable(String module) {
    return new ApiException(
        503,
        "module_unavailable",
        "The module " + module + " is not available now; try again shortly.",
        Map.of("module", module));
  }
}
