/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import org.lumoauth.platform.web.HttpExchange;

/**
 * The name of the subject's member in a response, which depends on the endpoint.
 *
 * @param subject the name of the member
 */
record SubjectPropertyName(String subject) {

  static SubjectPropertyName of(HttpExchange exchange) {
    return new SubjectPropertyName(exchange.path().startsWith("/authz/") ? "subject" : "user");
  }
}
