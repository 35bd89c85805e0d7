package org.lumoauth.agents.aauthperson.accessserver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.request.AccessServerRequestParser;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records responses to the access server's requirements. Returns when the record is durable. */
@Component(service = AccessRequirementAudit.class)
public final class AccessRequirementAudit {

  private final AuditLog log;

  @Activate
  public AccessRequirementAudit(@Reference AuditLog log) {
    this.log = log;
  }

  void recordGranted(
      HttpExchange exchange,
      AccessServerRequestParser.AccessServerTokenRequest access,
      DeferredAccessServerRequest of) {
    VerifiedAAuthToken resource = access.asked().resourceToken();
    log.record(
        exchange.tenant().id(),
        new AuditEvent(
            "aauth_access.question.answered",
            AuditEvent.AuditOutcome.SUCCESS,
            new SubjectRef(SubjectRef.ISSUER, of.personServer()),
            List.of(new SubjectRef(SubjectRef.AGENT, access.bearer().id())),
            Optional.of(
                new AuditEvent.AuditTarget("resource", resource.text("iss"), Optional.empty())),
            "A person server answered the access server's question.",
            Optional.of(exchange.requestInfo()),
            Map.of("answer", of.answer(), "scope", resource.text("scope"))));
  }
}
