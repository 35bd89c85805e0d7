/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;

/**
 * Rejects query parameters that an operation does not have, and repeated ones, so that a misspelled
 * filter cannot return more than requested. The platform checks JAX-RS operations with query
 * parameters; an {@link HttpHandler} of the API calls {@link #require(HttpExchange, Set)} itself.
 * OAuth endpoints ignore unknown parameters (RFC 6749 section 3.1).
 */
public final class QueryParameterNameValidator {
  private static final int MAX_SHOWN = 64;

  private QueryParameterNameValidator() {}

  /**
   * Checks the query of a request.
   *
   * @param names the parameters of the operation
   * @throws ApiException 422 {@code validation_error} that names the parameter
   */
  public static void require(HttpExchange exchange, Set<String> names) {
    require(exchange.request().getQueryString(), names);
  }

  /**
   * Checks a query string.
   *
   * @param raw the well-formed query as sent; null for no query
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
    return ApiException.invalid(shown, "Unknown query parameter " + shown + ". " + expected);
  }
}
