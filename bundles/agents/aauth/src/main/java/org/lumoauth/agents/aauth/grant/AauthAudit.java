package org.lumoauth.agents.aauth.grant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauth.party.Party;
import org.lumoauth.agents.aauth.token.Signer;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records what agents get and are refused. Each method returns when that is durable. */
@Component(service = AauthAudit.class)
public final class AauthAudit {

  private static final String UNKNOWN = "unknown";

  private final AuditLog log;

  @Activate
  public AauthAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /** Somebody who signed got a token. */
  public void issued(
      TenantContext tenant,
      Signer signer,
      String type,
      String tokenId,
      Optional<String> userId,
      Map<String, Object> details,
      RequestInfo request) {
    Map<String, Object> all = new HashMap<>(details);
    all.put("token_type", type);
    all.put("signer", signer.party().identifier());
    all.put("delegate", signer.delegate());
    all.put("key", signer.thumbprint());
    List<SubjectRef> behalf =
        userId.map(id -> List.of(new SubjectRef(SubjectRef.USER, id))).orElse(List.of());
    record(
        tenant,
        "aauth.token.issued",
        Outcome.SUCCESS,
        actor(signer.party()),
        behalf,
        Optional.of(new Target("token", tokenId, Optional.empty())),
        "A token was made for a signer.",
        request,
        all);
  }

  /** A request was refused: it does not prove who signed it. */
  public void refused(TenantContext tenant, String reason, RequestInfo request) {
    record(
        tenant,
        "aauth.request.refused",
        Outcome.DENIED,
        new SubjectRef(SubjectRef.AGENT, UNKNOWN),
        List.of(),
        Optional.empty(),
        "A signed request was refused.",
        request,
        Map.of("reason", reason));
  }

  /** A code was used again, and its consent ended. */
  public void replayed(TenantContext tenant, Signer signer, String grantId, RequestInfo request) {
    record(
        tenant,
        "aauth.code.replayed",
        Outcome.DENIED,
        actor(signer.party()),
        List.of(),
        Optional.of(new Target("grant", grantId, Optional.empty())),
        "A code was used again; the consent that it stood for was ended.",
        request,
        Map.of());
  }

  /** A token or a refresh token was taken back by whom it was made for. */
  public void revoked(TenantContext tenant, Signer signer, String type, RequestInfo request) {
    record(
        tenant,
        "aauth.token.revoked",
        Outcome.SUCCESS,
        actor(signer.party()),
        List.of(),
        Optional.empty(),
        "An agent gave a token back.",
        request,
        Map.of("token_type", type));
  }

  /** A person answered. */
  public void answered(
      TenantContext tenant,
      SubjectRef user,
      Party agent,
      Party resource,
      List<String> scope,
      boolean allowed,
      RequestInfo request) {
    record(
        tenant,
        allowed ? "aauth.consent.granted" : "aauth.consent.denied",
        allowed ? Outcome.SUCCESS : Outcome.DENIED,
        user,
        List.of(),
        Optional.of(new Target("aauth_agent", agent.id(), Optional.of(agent.settings().name()))),
        allowed ? "An agent was given access." : "An agent was denied access.",
        request,
        Map.of("resource", resource.identifier(), "scope", scope));
  }

  private static SubjectRef actor(Party party) {
    return party.settings().agentId().isEmpty()
        ? new SubjectRef(SubjectRef.CLIENT, party.id())
        : new SubjectRef(SubjectRef.AGENT, party.settings().agentId());
  }

  private void record(
      TenantContext tenant,
      String action,
      Outcome outcome,
      SubjectRef actor,
      List<SubjectRef> behalf,
      Optional<Target> target,
      String message,
      RequestInfo request,
      Map<String, Object> details) {
    log.record(
        tenant.id(),
        new AuditEvent(
            action, outcome, actor, behalf, target, message, Optional.of(request), details));
  }
}
