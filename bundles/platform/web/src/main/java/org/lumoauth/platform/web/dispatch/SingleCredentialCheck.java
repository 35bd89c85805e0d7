/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import java.util.Enumeration;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.web.ApiException;

/**
 * Requires at most one credential: with two {@code Authorization} headers another component might
 * use the second header (RFC 9110 sections 5.3 and 11.6.2).
 */
final class SingleCredentialCheck {
  private SingleCredentialCheck() {}

  static void check(HttpServletRequest request) {
    Enumeration<String> sent = request.getHeaders("Authorization");
    if (sent != null && sent.hasMoreElements()) {
      sent.nextElement();
      if (sent.hasMoreElements()) {
        throw ApiException.invalidRequest(
            "The request must not have more than one Authorization header.");
      }
    }
  }
}
