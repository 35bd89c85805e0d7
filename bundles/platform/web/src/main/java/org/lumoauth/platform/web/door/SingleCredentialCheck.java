package org.lumoauth.platform.web.door;

import java.util.Enumeration;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.web.ApiException;

/**
 * One caller at the most: of two {@code Authorization} headers another reader might take the other
 * one (RFC 9110 sections 5.3 and 11.6.2).
 */
final class SingleCredentialCheck {
  private SingleCredentialCheck() {}

  static void check(HttpServletRequest request) {
    Enumeration<String> sent = request.getHeaders("Authorization");
    if (sent != null && sent.hasMoreElements()) {
      sent.nextElement();
      if (sent.hasMoreElements()) {
        throw ApiException.invalidRequest("The request has more than one Authorization header.");
      }
    }
  }
}
