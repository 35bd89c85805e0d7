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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes answers into the audit log, with every vote. */
@Component(service = AskAudit.class)
public final class AskAudit {

  /** A larger context is left out of the record, and the record says so. */
  private static final int MAX_CONTEXT = 2 * 1024;

  private final AuditLog log;

  @Activate
  public AskAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /**
   * Returns when the answer is durable.
   *
   * @return the record's id
   * @throws org.lumoauth.api.web.ApiException 503 if it could not be written: then there is no
   *     answer
   */
  String record(TenantContext tenant, AskDecisionResult decided, RequestInfo request) {
    return log.record(tenant.id(), answered(decided, request)).id();
  }

  /**
   * The same for several, each in a record of its own, all written together.
   *
   * @return the records' ids, in the order of what was asked
   */
  List<String> recordAll(
      TenantContext tenant, List<AskDecisionResult> decided, RequestInfo request) {
    List<AuditEvent> events = new ArrayList<>(decided.size());
    decided.forEach(each -> events.add(answered(each, request)));
    return log.recordAll(tenant.id(), events).stream().map(AuditReceipt::id).toList();
  }

  /** Records that there was no answer, because something that it needs is not there. */
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
      boolean small = AskContextLimits.size(asked.context()) <= MAX_CONTEXT;
      details.put("context", small ? asked.context() : "too large to be kept");
    }
    return details;
  }

  private static void describe(InterpretedQuestion words, Map<String, Object> details) {
    details.put("question", words.text());
    words.first().ifPresent(first -> details.put("confidence", first.confidence()));
  }

  /** Whom a vote is about is said where that is not the agent: each question has many votes. */
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
