package org.lumoauth.oauth.par;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes audit events about refused pushed requests. */
@Component(service = PushedRequestAudit.class)
public final class PushedRequestAudit {

  private static final int MAX_LENGTH = 64;

  private final AuditLog log;

  @Activate
  public PushedRequestAudit(@Reference AuditLog log) {
    this.log = log;
  }

  /** Records a refusal and returns after the event is stored. */
  void recordRefused(
      HttpExchange exchange, TenantContext tenant, OAuthRequest request, OAuthException refusal) {
    log.record(
        tenant.id(),
        new AuditEvent(
            "authorization-request.denied",
            AuditOutcome.DENIED,
            new SubjectRef(SubjectRef.CLIENT, claimed(request)),
            List.of(),
            Optional.empty(),
            "A pushed authorization request was refused: " + refusal.code() + ".",
            Optional.of(exchange.requestInfo()),
            Map.of("error", refusal.code())));
  }

  /**
   * Returns the claimed client ID, truncated and stripped of characters that are not allowed in an
   * ID.
   */
  private static String claimed(OAuthRequest request) {
    String id = request.parameters().getOrDefault("client_id", List.of("")).get(0);
    String clean =
        id.substring(0, Math.min(id.length(), MAX_LENGTH)).replaceAll("[^\\x21-\\x7E]", "?");
    return clean.isEmpty() ? "unknown" : clean;
  }
}
