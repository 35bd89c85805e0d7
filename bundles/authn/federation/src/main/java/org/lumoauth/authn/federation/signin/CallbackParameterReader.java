/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.HttpExchange;

/** The callback parameters sent by the browser, each with a single value. */
final class CallbackParameterReader {

  private static final int MAX_PARAMETERS = 30;
  private static final int MAX_NAME = 60;
  private static final int MAX_VALUE = 8_000;

  /**
   * The maximum length of all names and values, because they are stored until the browser returns.
   */
  private static final int MAX_LENGTH = 10_000;

  private CallbackParameterReader() {}

  /**
   * Reads the parameters. Ignores repeated parameters (RFC 6749 section 3.1). Returns an empty map
   * if they are too long.
   */
  static Map<String, String> of(HttpExchange exchange) throws IOException {
    Map<String, List<String>> all =
        exchange.request().getMethod().equals("POST")
            ? exchange.readForm()
            : query(exchange.request().getQueryString());
    Map<String, String> sole = new HashMap<>();
    all.forEach(
        (name, values) -> {
          boolean sound = name.length() <= MAX_NAME && values.size() == 1;
          if (sound && values.get(0).length() <= MAX_VALUE && sole.size() < MAX_PARAMETERS) {
            sole.put(name, values.get(0));
          }
        });
    int length =
        sole.entrySet().stream()
            .mapToInt(each -> each.getKey().length() + each.getValue().length())
            .sum();
    return length <= MAX_LENGTH ? sole : Map.of();
  }

  private static Map<String, List<String>> query(String query) {
    Map<String, List<String>> all = new HashMap<>();
    if (query != null) {
      for (String pair : query.split("&")) {
        String[] parts = pair.split("=", 2);
        if (parts.length == 2) {
          all.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>()).add(decoded(parts[1]));
        }
      }
    }
    return all;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) { // malformed percent-encoding
      return "";
    }
  }
}
