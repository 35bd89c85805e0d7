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
import org.lumoauth.platform.web.OAuthErrorBody;

/**
 * What went wrong, as it is told to the caller.
 *
 * @param status the HTTP status
 * @param code the machine-readable code
 * @param message a sentence for the caller
 * @param details what else helps, perhaps empty
 * @param members further members of the body, which a specification of OAuth names
 * @param headers headers of the answer
 * @param expected whether it was refused on purpose; else it is a defect and goes into the log with
 *     its stack
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

  /** Whether nobody dealt with it on its way, though it says what the caller is told. */
  public static boolean isUnhandled(Throwable thrown) {
    return unwrap(thrown) instanceof ClientFacingException;
  }

  /** Classifies what was thrown. */
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
        "Something went wrong here; the operator finds it in the log by the request id.",
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

  /** What JAX-RS itself refuses. */
  private static RequestFailure of(Response response) {
    int status = response.getStatus();
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name :
        new String[] {HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE}) {
      String value = response.getHeaderString(name);
      // CXF tells methods with a 404 too.
      if (value != null && (status == 405 || !name.equals(HttpHeaders.ALLOW))) {
        headers.put(name, value);
      }
    }
    return switch (status) {
      case 401 -> web(status, "invalid_token", "A credential is needed.", headers);
      case 403 -> web(status, "permission_denied", "This is not allowed.", headers);
      case 404 -> web(status, "resource_not_found", "There is nothing at this path.", headers);
      case 405 ->
          web(status, "method_not_allowed", "This path does not take that method.", headers);
      case 406 ->
          web(status, "not_acceptable", "None of the accepted types can be produced.", headers);
      case 413 -> web(status, "payload_too_large", "The body is too large.", headers);
      case 415 ->
          web(status, "unsupported_media_type", "This path does not take that type.", headers);
      default -> web(status, "invalid_request", "The request is malformed.", headers);
    };
  }

  private static RequestFailure web(
      int status, String code, String message, Map<String, String> headers) {
    return new RequestFailure(status, code, message, Map.of(), headers, true);
  }

  /** The same failure where the module does not work until the operator acts. */
  public RequestFailure ofFailedModule(String module) {
    return new RequestFailure(
        status,
        code,
        "The module "
            + module
            + " failed and does not serve requests. The operator finds the reason in the server's"
            + " log and at /system/health/ready.",
        details,
        members,
        Map.of(HttpHeaders.RETRY_AFTER, RETRY_LATER),
        expected);
  }

  /** The same as a body. */
  public ErrorResponseBody body() {
    return new ErrorResponseBody(code, message, message, status, code, details, members);
  }

  /** The same as the body of an endpoint whose specification names every member. */
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
