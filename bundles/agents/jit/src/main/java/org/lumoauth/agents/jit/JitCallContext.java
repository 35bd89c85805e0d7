package org.lumoauth.agents.jit;

import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;

/**
 * Who calls, and where.
 *
 * @param tenant the tenant
 * @param caller the caller
 * @param by the same for records
 */
record JitCallContext(TenantContext tenant, Caller caller, AuditInitiator by) {

  /** The user for whom the agent acts by the token that it shows; empty if for itself. */
  Optional<String> userId() {
    return Optional.of(caller)
        .filter(shown -> !shown.actors().isEmpty())
        .map(Caller::subject)
        .filter(subject -> subject.type().equals(SubjectRef.USER))
        .map(SubjectRef::id);
  }

  static JitCallContext of(HttpExchange exchange) {
    return new JitCallContext(
        exchange.tenant(),
        exchange.caller(),
        AuditInitiator.of(exchange.caller(), exchange.requestInfo()));
  }
}
