/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Parameters as a form or the query of a URL has them. */
public final class FormParameters {
  private FormParameters() {}

  /** As {@code application/x-www-form-urlencoded}, in the order of their names. */
  public static String of(Map<String, String> parameters) {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
            .collect(Collectors.joining("&"));
  }

  /** Those of a URL; none where it has no query. */
  public static Map<String, String> in(String url) {
    String query = URI.create(url).getRawQuery();
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query != null) {
      Arrays.stream(query.split("&"))
          .map(pair -> pair.split("=", 2))
          .forEach(pair -> parameters.put(pair[0], decoded(pair.length > 1 ? pair[1] : "")));
    }
    return parameters;
  }

  /** Parameters with others in their place or beside them; an empty text takes one away. */
  public static Map<String, String> with(
      Map<String, String> parameters, Map<String, String> changes) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.putAll(changes);
    all.values().removeIf(String::isEmpty);
    return all;
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
