package org.lumoauth.api.outbound;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Parameters as {@code application/x-www-form-urlencoded}, in addresses and in the bodies of forms:
 * nothing in them can end a parameter or a header.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#appendix-B">RFC 6749 appendix B</a>
 */
public final class UrlParameterEncoder {

  private UrlParameterEncoder() {}

  /** Parameters in their order. */
  public static String encode(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** A name or a value. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** An address with parameters added to those that it has. */
  public static String appendTo(URI address, Map<String, String> parameters) {
    return address + (address.getRawQuery() == null ? "?" : "&") + encode(parameters);
  }
}
