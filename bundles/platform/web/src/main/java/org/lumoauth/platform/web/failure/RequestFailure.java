/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.failure;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.ClientFacingException;
import org.lumoauth.platform.web.oauth.OAuthErrorBody;

/**
 * A failure as reported to the caller.
 *
 * @param status the HTTP status
 * @param code the machine-readable code
 * @param message a sentence for the caller
 * @param details further information, may be empty
 * @param members further members of the body that an OAuth specification defines
 * @param headers headers of the response
 * @param expected whether the request was rejected deliberately; otherwise it is a defect and is
 *     logged with its stack trace
 */
public record RequestFailure(
    int status,
    String code,
    String message,
    Map<String, Object> details,
    Map<String, Object> members,
    Map<String, String> headers,
    boolean expected) {

  RequestFailure(
      int status,
      String code,
      String message,
      Map<String, Object> details,
      Map<String, String> headers,
      boolean expected) {
    this(status, code, message, details, Map.of(), headers, expected);
  }

  private static final String RETRY_SOON = "1";
  private static final String RETRY_LATER = "30";

  /** Returns whether the exception was not handled, even though it contains an error response. */
  public static boolean isUnhandled(Throwable thrown) {
    return unwrap(thrown) instanceof ClientFacingException;
  }

  /** Classifies an exception. */
  public static RequestFailure of(Throwable thrown, String requestId) {
    Throwable cause = unwrap(thrown);
    if (cause instanceof ApiException problem) {
      return of(problem);
    }
    if (cause instanceof ClientFacingException told) {
      return of(told.toApiException());
    }
    if (cause instanceof OAuthException error) {
      return new RequestFailure(
          error.status(),
          error.code(),
          error.getMessage(),
          Map.of(),
          error.members(),
          headers(error),
          true);
    }
    if (cause instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
      return of(web.getResponse());
    }
    return new RequestFailure(
        500,
        "server_error",
        "An internal error occurred. The operator can find it in the log by the " + "request id.",
        Map.of("request_id", requestId),
        Map.of(),
        false);
  }

  private static Map<String, String> headers(OAuthException error) {
    return error.headers().isEmpty() ? retryIfUnavailable(error.status()) : error.headers();
  }

  private static RequestFailure of(ApiException problem) {
    return new RequestFailure(
        problem.status(),
        problem.code(),
        problem.getMessage(),
        problem.details(),
        problem.headers().isEmpty() ? retryIfUnavailable(problem.status()) : problem.headers(),
        true);
  }

  private static Map<String, String> retryIfUnavailable(int status) {
    return status == 503 ? Map.of(HttpHeaders.RETRY_AFTER, RETRY_SOON) : Map.of();
  }

  /** Classifies a rejection by JAX-RS itself. */
  private static RequestFailure of(Response response) {
    int status = response.getStatus();
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name :
        new String[] {HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE}) {
      String value = response.getHeaderString(name);
      // CXF sends the Allow header with a 404 too.
      if (value != null && (status == 405 || !name.equals(HttpHeaders.ALLOW))) {
        headers.put(name, value);
      }
    }
    return switch (status) {
      case 401 -> web(status, "invalid_token", "This operation requires a credential.", headers);
      case 403 -> web(status, "permission_denied", "This is not allowed.", headers);
      case 404 -> web(status, "resource_not_found", "No endpoint exists at this path.", headers);
      case 405 ->
          web(status, "method_not_allowed", "This path does not support this method.", headers);
      case 406 ->
          web(
              status,
              "not_acceptable",
              "None of the accepted media types can be produced.",
              headers);
      case 413 -> web(status, "payload_too_large", "The body is too large.", headers);
      case 415 ->
          web(
              status,
              "unsupported_media_type",
              "This path does not support the media type of the body.",
              headers);
      default -> web(status, "invalid_request", "The request is malformed.", headers);
    };
  }

  private static RequestFailure web(
      int status, String code, String message, Map<String, String> headers) {
    return new RequestFailure(status, code, message, Map.of(), headers, true);
  }

  /** Returns the same failure for a module that does not work until the operator acts. */
  public RequestFailure ofFailedModule(String module) {
    return new RequestFailure(
        status,
        code,
        "The module "
            + module
            + " failed and does not serve requests. The operator finds the reason in the "
            + "server"
            + " log and at /system/health/ready.",
        details,
        members,
        Map.of(HttpHeaders.RETRY_AFTER, RETRY_LATER),
        expected);
  }

  /** Returns the response body. */
  public ErrorResponseBody body() {
    return new ErrorResponseBody(code, message, message, status, code, details, members);
  }

  /** Returns the response body of an endpoint with a specification that defines every member. */
  public OAuthErrorBody oauthBody() {
    return new OAuthErrorBody(
        code, message, members.get("error_uri") instanceof String uri ? uri : null);
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null
        && (cause instanceof CompletionException
            || cause instanceof ExecutionException
            || cause instanceof InvocationTargetException
            || cause instanceof UndeclaredThrowableException)) {
      cause = cause.getCause();
    }
    return cause;
  }
}
