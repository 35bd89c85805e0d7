package org.lumoauth.authn.federationoidc;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Parameters as they are sent. */
final class Query {
  private Query() {}

  /** An address with parameters added. */
  static String on(URI address, Map<String, String> parameters) {
    return address + (address.getRawQuery() == null ? "?" : "&") + form(parameters);
  }

  static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
