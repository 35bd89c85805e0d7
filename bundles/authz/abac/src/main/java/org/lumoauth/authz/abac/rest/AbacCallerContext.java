/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.rest;

import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;

/**
 * The caller of a request and its tenant.
 *
 * @param tenant the tenant
 * @param by the initiator for audit records
 */
record AbacCallerContext(TenantContext tenant, AuditInitiator by) {

  static AbacCallerContext of(HttpServletRequest request) {
    var exchange = HttpExchange.of(request);
    return new AbacCallerContext(
        exchange.tenant(), AuditInitiator.of(exchange.caller(), exchange.requestInfo()));
  }
}
