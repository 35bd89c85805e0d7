package org.lumoauth.agents.vault.retrieval;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.VaultAudit;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.grant.Grant;
import org.lumoauth.agents.vault.retrieval.Retrieval.Asked;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records every retrieval, and every one that was refused. Tokens stay out of it. */
@Component(service = RetrievalAudit.class)
public final class RetrievalAudit {

  private static final String ACTION = "connection.token_retrieved";
  private static final int MAX_ID = 64;

  private final VaultAudit audit;

  @Activate
  public RetrievalAudit(@Reference VaultAudit audit) {
    this.audit = audit;
  }

  /** Returns when the record is durable. */
  void handed(Asked asked, Connection connection, Grant grant) {
    Map<String, Object> details = details(asked);
    details.putAll(grant.recorded());
    record(
        asked,
        Outcome.SUCCESS,
        Optional.of(connection.spec().name()),
        "An agent got the access token of a connection.",
        details);
  }

  void refused(Asked asked, Problem why) {
    Map<String, Object> details = details(asked);
    details.put("reasonCode", why.code());
    record(
        asked,
        why.status() >= 500 ? Outcome.FAILURE : Outcome.DENIED,
        Optional.empty(),
        "An agent got no access token.",
        details);
  }

  private void record(
      Asked asked,
      Outcome outcome,
      Optional<String> name,
      String message,
      Map<String, Object> details) {
    String id = asked.connectionId();
    audit.record(
        asked.tenant(),
        Initiator.of(asked.caller(), asked.request()),
        ACTION,
        outcome,
        new Target("connection", id.substring(0, Math.min(id.length(), MAX_ID)), name),
        message,
        details);
  }

  private static Map<String, Object> details(Asked asked) {
    Map<String, Object> details = new HashMap<>();
    details.put("credential", asked.caller().credentialId());
    return details;
  }
}
