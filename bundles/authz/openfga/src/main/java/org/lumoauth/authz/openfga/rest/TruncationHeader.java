package org.lumoauth.authz.openfga.rest;

import javax.ws.rs.core.Response;

/** OpenFGA's bodies cannot say that there is more than they hold: a header does. */
final class TruncationHeader {
  private static final String HEADER = "X-Result-Complete";

  private TruncationHeader() {}

  static Response tell(Response.ResponseBuilder answer, boolean complete) {
    return answer.header(HEADER, complete).build();
  }
}
