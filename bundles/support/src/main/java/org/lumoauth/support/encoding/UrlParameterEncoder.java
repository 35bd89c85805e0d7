/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.encoding;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Encodes parameters as {@code application/x-www-form-urlencoded}, for URLs and form bodies, so
 * that a value cannot end a parameter or a header.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#appendix-B">RFC 6749 appendix B</a>
 */
public final class UrlParameterEncoder {

  private UrlParameterEncoder() {}

  /** Encodes parameters in order. */
  public static String encode(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** Encodes a name or a value. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Returns an address with additional parameters. */
  public static String appendTo(URI address, Map<String, String> parameters) {
    return address + (address.getRawQuery() == null ? "?" : "&") + encode(parameters);
  }
}
