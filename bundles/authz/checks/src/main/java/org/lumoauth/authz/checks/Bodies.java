package org.lumoauth.authz.checks;

import java.io.IOException;
import org.lumoauth.platform.web.Exchange;

/** Reads the body of a question. */
final class Bodies {

  private Bodies() {}

  static CheckBody read(Exchange exchange) throws IOException {
    var body = exchange.readJson(CheckBody.class);
    if (body == null) {
      throw Refusals.missingFields("Send the question as a JSON object.");
    }
    return body;
  }
}
