/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import java.util.Locale;
import org.lumoauth.api.web.ApiException;

/** Checks media types of request bodies (RFC 9110 section 8.3). */
public final class RequestMediaTypeValidator {
  private RequestMediaTypeValidator() {}

  static boolean matches(String contentType, String type) {
    return contentType != null && bare(contentType).equals(type);
  }

  /**
   * Requires that a body is JSON.
   *
   * @throws ApiException 415 {@code unsupported_media_type}
   */
  public static void requireJson(String contentType) {
    String type = contentType == null ? "" : bare(contentType);
    if (!type.equals("application/json")
        && !(type.startsWith("application/") && type.endsWith("+json"))) {
      throw new ApiException(
          415, "unsupported_media_type", "The Content-Type of the body must be application/json.");
    }
  }

  private static String bare(String contentType) {
    int semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
