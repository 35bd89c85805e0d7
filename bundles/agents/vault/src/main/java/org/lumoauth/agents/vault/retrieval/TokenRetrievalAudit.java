/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.retrieval;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.VaultAudit;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultGrant;
import org.lumoauth.agents.vault.retrieval.TokenRetrievalService.TokenRetrievalRequest;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.web.ApiException;

/** Records every token retrieval and every refusal, without tokens. */
final class TokenRetrievalAudit {

  private static final String ACTION = "connection.token_retrieved";
  private static final int MAX_ID = 64;

  private final VaultAudit audit;

  TokenRetrievalAudit(VaultAudit audit) {
    this.audit = audit;
  }

  /** Records a retrieval and returns when the record is durable. */
  void recordDelivery(TokenRetrievalRequest asked, VaultConnection connection, VaultGrant grant) {
    Map<String, Object> details = details(asked);
    details.putAll(grant.recorded());
    record(
        asked,
        AuditOutcome.SUCCESS,
        Optional.of(connection.spec().name()),
        "An agent retrieved the access token of a connection.",
        details);
  }

  void recordRefusal(TokenRetrievalRequest asked, ApiException why) {
    Map<String, Object> details = details(asked);
    details.put("reasonCode", why.code());
    record(
        asked,
        why.status() >= 500 ? AuditOutcome.FAILURE : AuditOutcome.DENIED,
        Optional.empty(),
        "The retrieval of an access token was refused.",
        details);
  }

  private void record(
      TokenRetrievalRequest asked,
      AuditOutcome outcome,
      Optional<String> name,
      String message,
      Map<String, Object> details) {
    String id = asked.connectionId();
    audit.record(
        asked.tenant(),
        AuditInitiator.of(asked.caller(), asked.request()),
        ACTION,
        outcome,
        new AuditTarget("connection", id.substring(0, Math.min(id.length(), MAX_ID)), name),
        message,
        details);
  }

  private static Map<String, Object> details(TokenRetrievalRequest asked) {
    Map<String, Object> details = new HashMap<>();
    details.put("credential", asked.caller().credentialId());
    return details;
  }
}
