package org.lumoauth.oauth.grant.jwtbearer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.TrustedIssuerService.VerifiedAssertion;
import org.lumoauth.api.oauth.grant.GrantRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes audit events about tokens issued for assertions. Returns after the event is stored. */
@Component(service = AssertionAudit.class)
public final class AssertionAudit {

  private final AuditLog log;

  @Activate
  public AssertionAudit(@Reference AuditLog log) {
    this.log = log;
  }

  void recordAccepted(
      TenantContext tenant,
      GrantRequest request,
      VerifiedAssertion assertion,
      IssuedToken token,
      List<Map<String, Object>> granted) {
    Map<String, Object> details = new HashMap<>();
    details.put("grant_type", JwtBearerGrantHandler.TYPE);
    details.put("client_id", request.client().clientId());
    details.put("issuer_id", assertion.issuer().id());
    details.put("issuer", assertion.issuer().issuer());
    details.put("external_subject", assertion.subject());
    details.put("assertion_jti", assertion.claims().get("jti"));
    if (!token.actors().isEmpty()) {
      details.put("actors", token.actors().stream().map(SubjectRef::toString).toList());
    }
    details.put("scope", List.copyOf(new TreeSet<>(token.scope())));
    if (!granted.isEmpty()) {
      details.put("authorization_details", granted);
    }
    details.put("remote_address", request.request().remoteAddress());
    log.record(
        tenant.id(),
        new AuditEvent(
            "assertion.accepted",
            AuditOutcome.SUCCESS,
            request.client().subject(),
            List.of(token.subject()),
            Optional.of(new AuditTarget("token", token.id(), Optional.empty())),
            "A client exchanged a trusted issuer's assertion for a token about a user.",
            Optional.empty(),
            details));
  }
}
