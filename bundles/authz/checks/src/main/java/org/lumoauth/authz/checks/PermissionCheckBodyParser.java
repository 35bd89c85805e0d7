/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import java.io.IOException;
import org.lumoauth.platform.web.HttpExchange;

/** Parses the body of a check request. */
final class PermissionCheckBodyParser {

  private PermissionCheckBodyParser() {}

  static PermissionCheckBody read(HttpExchange exchange) throws IOException {
    var body = exchange.readJson(PermissionCheckBody.class);
    if (body == null) {
      throw PermissionCheckErrorFactory.missingFields("The request body must be a JSON object.");
    }
    return body;
  }
}
