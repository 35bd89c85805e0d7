package org.lumoauth.oauth.grant.authorizationcode.response;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Parameters of a response in a URL (RFC 6749 appendix B): nothing in them can end a header. */
final class ResponseParameters {

  private ResponseParameters() {}

  static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String text(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
