package org.lumoauth.platform.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.web.ApiException;

/**
 * Refuses query parameters that an operation does not have, and repeated ones. A filter whose name
 * is misspelled must not return more than was asked for. JAX-RS operations with query parameters
 * are checked by the platform; a hot endpoint of the API calls {@link #require(Exchange, Set)}
 * itself. Endpoints of OAuth ignore parameters that they do not know (RFC 6749 section 3.1).
 */
public final class QueryParameterValidator {
  private static final int MAX_SHOWN = 64;

  private QueryParameterValidator() {}

  /**
   * Checks the query of a request.
   *
   * @param names the parameters that the operation has
   * @throws ApiException 422 {@code validation_error} that names the parameter
   */
  public static void require(HttpExchange exchange, Set<String> names) {
    require(exchange.request().getQueryString(), names);
  }

  /**
   * Checks a query.
   *
   * @param raw the query as it was sent, well-formed; null for none
   */
  public static void require(String raw, Set<String> names) {
    if (raw == null || raw.isEmpty()) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (String parameter : raw.split("&")) {
      if (parameter.isEmpty()) {
        continue;
      }
      int equals = parameter.indexOf('=');
      String name =
          URLDecoder.decode(
              equals < 0 ? parameter : parameter.substring(0, equals), StandardCharsets.UTF_8);
      if (!names.contains(name)) {
        throw unknown(name, names);
      }
      if (!seen.add(name)) {
        throw ApiException.invalid(name, "The query parameter " + name + " must not be repeated.");
      }
    }
  }

  private static ApiException unknown(String name, Set<String> names) {
    String cleaned = name.replaceAll("[^\\p{L}\\p{N}_.\\[\\]-]", "?");
    String shown = cleaned.length() > MAX_SHOWN ? cleaned.substring(0, MAX_SHOWN) : cleaned;
    String expected =
        names.isEmpty()
            ? "This operation has no query parameters."
            : "This operation has: " + String.join(", ", new TreeSet<>(names)) + ".";
    return ApiException.invalid(shown, "The query parameter " + shown + " is unknown. " + expected);
  }
}
