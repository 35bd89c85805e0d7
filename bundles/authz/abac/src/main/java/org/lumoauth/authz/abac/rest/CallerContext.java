package org.lumoauth.authz.abac.rest;

import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;

/**
 * Who asks, and where.
 *
 * @param tenant in which tenant
 * @param by who, as audit records name it
 */
record CallerContext(TenantContext tenant, AuditInitiator by) {

  static CallerContext of(HttpServletRequest request) {
    var exchange = HttpExchange.of(request);
    return new CallerContext(
        exchange.tenant(), AuditInitiator.of(exchange.caller(), exchange.requestInfo()));
  }
}
