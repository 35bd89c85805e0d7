package org.lumoauth.agents.jit;

import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;

/**
 * Who calls, and where.
 *
 * @param tenant the tenant
 * @param caller the caller
 * @param by the same for records
 */
record Call(TenantContext tenant, Caller caller, Initiator by) {

  static Call of(Exchange exchange) {
    return new Call(
        exchange.tenant(),
        exchange.caller(),
        Initiator.of(exchange.caller(), exchange.requestInfo()));
  }
}
