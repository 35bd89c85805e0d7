/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.rest;

import javax.ws.rs.core.Response;

/** Marks truncated results with a header, since OpenFGA's bodies have no member for it. */
final class TruncationHeader {
  private static final String HEADER = "X-Result-Complete";

  private TruncationHeader() {}

  static Response tell(Response.ResponseBuilder answer, boolean complete) {
    return answer.header(HEADER, complete).build();
  }
}
