/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.oauth;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;

/** Reads requests at OAuth endpoints. Parameters come only from the body, never from the URL. */
public final class OAuthRequestReader {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";
  private static final int MAX_PARAMETERS = 100;

  /** RFC 8707 section 2 and RFC 8693 section 2.1: only these may be repeated. */
  private static final Set<String> REPEATABLE = Set.of("resource", "audience");

  private static final Set<Integer> MALFORMED = Set.of(400, 422);

  private OAuthRequestReader() {}

  /**
   * Reads a form (RFC 6749 appendix B).
   *
   * @throws OAuthException {@code invalid_request} if the body has another media type or repeats a
   *     parameter
   */
  public static OAuthRequest readForm(HttpExchange exchange) throws IOException {
    requireType(exchange, FORM);
    return request(exchange, exchange.readForm());
  }

  /**
   * Reads a form, or the same parameters as a JSON object with string values.
   *
   * @throws OAuthException {@code invalid_request} as {@link #readForm}, and if the JSON body is
   *     not such an object
   */
  public static OAuthRequest readFormOrJson(HttpExchange exchange) throws IOException {
    if (!JSON.equals(mediaType(exchange.request()))) {
      return readForm(exchange);
    }
    try {
      return request(exchange, JsonRequestParameterConverter.of(exchange.readFlatJson()));
    } catch (ApiException problem) {
      // 413 and similar statuses do not change; any problem with the JSON is the 400 of RFC 6749.
      throw MALFORMED.contains(problem.status())
          ? OAuthException.invalidRequest(problem.getMessage())
          : problem;
    }
  }

  /** Reads the request without its parameters, if another component reads the body. */
  public static OAuthRequest readWithoutParameters(HttpExchange exchange) {
    return request(exchange, Map.of());
  }

  private static OAuthRequest request(HttpExchange exchange, Map<String, List<String>> parameters) {
    requireSound(parameters);
    HttpServletRequest request = exchange.request();
    return new OAuthRequest(
        request.getMethod(),
        exchange.tenant().issuer() + exchange.path(),
        headers(request),
        parameters,
        exchange.view().certificate(),
        exchange.view().remoteAddress());
  }

  private static void requireSound(Map<String, List<String>> parameters) {
    if (parameters.size() > MAX_PARAMETERS) {
      throw OAuthException.invalidRequest(
          "The request must have at most " + MAX_PARAMETERS + " parameters.");
    }
    parameters.forEach(
        (name, values) -> {
          if (values.size() > 1 && !REPEATABLE.contains(name)) { // RFC 6749 section 3.1
            throw OAuthException.invalidRequest(
                "Only the parameters resource and audience can be repeated.");
          }
        });
  }

  private static Map<String, List<String>> headers(HttpServletRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name)));
    }
    return headers;
  }

  private static void requireType(HttpExchange exchange, String type) {
    if (!type.equals(mediaType(exchange.request()))) {
      throw OAuthException.invalidRequest(
          "The Content-Type of the body must be " + type + "."); // RFC 6749 section 5.2
    }
  }

  private static String mediaType(HttpServletRequest request) {
    String type = request.getContentType();
    if (type == null) {
      return "";
    }
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }
}
