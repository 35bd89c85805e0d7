/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.AuditReceipt;
import org.lumoauth.api.authz.Decision.ModelVote;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Writes answers to the audit log, with the vote of each model. */
final class AskAudit {

  /** Maximum context size in a record, in bytes. A larger context is replaced by a note. */
  private static final int MAX_CONTEXT = 2 * 1024;

  private final AuditLog log;

  AskAudit(AuditLog log) {
    this.log = log;
  }

  /**
   * Records answers, each in its own record, and returns when all records are durable. They are
   * written together.
   *
   * @return the ids of the records, in the order of the requests
   * @throws org.lumoauth.api.web.ApiException 503 if a record could not be written; the request
   *     then gets no answer
   */
  List<String> recordAll(
      TenantContext tenant, List<AskDecisionResult> decided, RequestInfo request) {
    if (decided.size() == 1) { // Most requests. Costs less than a list of one.
      return List.of(log.record(tenant.id(), answered(decided.get(0), request)).id());
    }
    List<AuditEvent> events = new ArrayList<>(decided.size());
    decided.forEach(each -> events.add(answered(each, request)));
    return log.recordAll(tenant.id(), events).stream().map(AuditReceipt::id).toList();
  }

  /** Records that a request got no answer because a required component is unavailable. */
  void recordFailure(
      TenantContext tenant, List<AccessQuestion> asked, ApiException problem, RequestInfo request) {
    List<AuditEvent> events = new ArrayList<>(asked.size());
    for (AccessQuestion each : asked) {
      var details = details(each);
      details.put("reasonCode", problem.code());
      events.add(event(each, AuditOutcome.FAILURE, problem.getMessage(), request, details));
    }
    log.recordAll(tenant.id(), events);
  }

  private static AuditEvent answered(AskDecisionResult decided, RequestInfo request) {
    var asked = decided.asked();
    var decision = decided.decision();
    var details = details(asked);
    details.put("allowed", decision.permitted());
    details.put("reasonCode", decision.reason().code());
    details.put("votes", decision.votes().stream().map(vote -> vote(asked.agent(), vote)).toList());
    var outcome = decision.permitted() ? AuditOutcome.SUCCESS : AuditOutcome.DENIED;
    return event(asked, outcome, decision.reason().text(), request, details);
  }

  private static AuditEvent event(
      AccessQuestion asked,
      AuditOutcome outcome,
      String message,
      RequestInfo request,
      Map<String, Object> details) {
    return new AuditEvent(
        "agent.ask",
        outcome,
        asked.agent(),
        asked.onBehalfOf(),
        asked
            .resource()
            .map(on -> new AuditEvent.AuditTarget(on.type(), on.id(), Optional.empty())),
        message,
        Optional.of(request),
        details);
  }

  private static Map<String, Object> details(AccessQuestion asked) {
    var details = new HashMap<String, Object>();
    details.put("credential", asked.caller().credentialId());
    asked.action().ifPresent(action -> details.put("action", action));
    asked.tool().ifPresent(tool -> details.put("tool", tool.name()));
    asked.words().ifPresent(words -> describe(words, details));
    if (!asked.context().isEmpty()) {
      boolean small = AskContextLimitValidator.size(asked.context()) <= MAX_CONTEXT;
      details.put("context", small ? asked.context() : "omitted: too large to store");
    }
    return details;
  }

  private static void describe(InterpretedQuestion words, Map<String, Object> details) {
    details.put("question", words.text());
    words.first().ifPresent(first -> details.put("confidence", first.confidence()));
  }

  /**
   * Returns a vote for the record. The subject is included if it is not the agent, because each
   * request has many votes.
   */
  private static Map<String, Object> vote(SubjectRef agent, ModelVote vote) {
    var said = new HashMap<String, Object>();
    said.put("model", vote.model());
    said.put("outcome", vote.vote().outcome().name());
    said.put("code", vote.vote().reason().code());
    if (!vote.subject().equals(agent)) {
      said.put("subject", vote.subject().toString());
    }
    return said;
  }
}
