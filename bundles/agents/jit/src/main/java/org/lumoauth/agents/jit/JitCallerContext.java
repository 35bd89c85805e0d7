/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit;

import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;

/**
 * The caller of a request and its tenant.
 *
 * @param tenant the tenant
 * @param caller the caller
 * @param by the caller, as it appears in records
 */
public record JitCallerContext(TenantContext tenant, Caller caller, AuditInitiator by) {

  /** Returns the user that the token lets the agent act for; empty if it acts for itself. */
  public Optional<String> userId() {
    return Optional.of(caller)
        .filter(shown -> !shown.actors().isEmpty())
        .map(Caller::subject)
        .filter(subject -> subject.type().equals(SubjectRef.USER))
        .map(SubjectRef::id);
  }

  public static JitCallerContext of(HttpExchange exchange) {
    return new JitCallerContext(
        exchange.tenant(),
        exchange.caller(),
        AuditInitiator.of(exchange.caller(), exchange.requestInfo()));
  }
}
