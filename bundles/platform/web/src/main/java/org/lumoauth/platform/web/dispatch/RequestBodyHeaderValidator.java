/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.web.ApiException;

/** Rejects a body that is known to be invalid before it is read. */
final class RequestBodyHeaderValidator {
  private RequestBodyHeaderValidator() {}

  static void check(HttpServletRequest request, int limit) {
    if (request.getContentLengthLong() > limit) {
      throw new ApiException(
          413, "payload_too_large", "The body must not be larger than " + limit + " bytes.");
    }
    String encoding = request.getHeader("Content-Encoding");
    // Bodies are never decompressed: a small body would become a large one after it was measured.
    if (encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
      throw new ApiException(415, "unsupported_media_type", "The body must not be compressed.");
    }
  }
}
