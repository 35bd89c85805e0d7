package org.lumoauth.authz.abac.rest;

import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;

/**
 * Who asks, and where.
 *
 * @param tenant in which tenant
 * @param by who, as audit records name it
 */
record Callers(TenantContext tenant, Initiator by) {

  static Callers of(HttpServletRequest request) {
    var exchange = Exchange.of(request);
    return new Callers(exchange.tenant(), Initiator.of(exchange.caller(), exchange.requestInfo()));
  }
}
