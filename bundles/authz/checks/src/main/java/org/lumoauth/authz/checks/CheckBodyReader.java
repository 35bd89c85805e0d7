package org.lumoauth.authz.checks;

import java.io.IOException;
import org.lumoauth.platform.web.HttpExchange;

/** Reads the body of a question. */
final class CheckBodyReader {

  private CheckBodyReader() {}

  static PermissionCheckBody read(HttpExchange exchange) throws IOException {
    var body = exchange.readJson(PermissionCheckBody.class);
    if (body == null) {
      throw CheckProblems.missingFields("Send the question as a JSON object.");
    }
    return body;
  }
}
