package org.lumoauth.agents.aauth.consent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.agents.aauth.grant.AauthAudit;
import org.lumoauth.agents.aauth.grant.PendingRequest;
import org.lumoauth.agents.aauth.grant.PendingRequests;
import org.lumoauth.agents.aauth.party.Agents;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.oauth.AuthorizationGrant;
import org.lumoauth.api.oauth.AuthorizationGrants;
import org.lumoauth.api.oauth.Consents;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what a person said, and tells where the browser goes with it. */
@Component(service = Consenting.class)
public final class Consenting {

  /** How grants of this kind came about. */
  static final String GRANT_TYPE = "urn:lumoauth:params:oauth:grant-type:aauth";

  private final PendingRequests pending;
  private final Agents agents;
  private final Identifiers identifiers;
  private final Consents consents;
  private final AuthorizationGrants grants;
  private final AauthAudit audit;

  @Activate
  public Consenting(
      @Reference PendingRequests pending,
      @Reference Agents agents,
      @Reference Identifiers identifiers,
      @Reference Consents consents,
      @Reference AuthorizationGrants grants,
      @Reference AauthAudit audit) {
    this.pending = pending;
    this.agents = agents;
    this.identifiers = identifiers;
    this.consents = consents;
    this.grants = grants;
    this.audit = audit;
  }

  /**
   * Answers a request once. Returns once the audit log has it.
   *
   * @return where the browser goes; empty if somebody answered before
   */
  Optional<String> answer(
      TenantContext tenant, Session session, Shown shown, boolean allowed, RequestInfo request) {
    PendingRequest asked = shown.request();
    List<String> scope = List.copyOf(new TreeSet<>(asked.scope()));
    if (pending.take(tenant, shown.token()).isEmpty()) {
      return Optional.empty();
    }
    audit.answered(
        tenant, session.subject(), shown.agent(), shown.resource(), scope, allowed, request);
    if (!allowed) {
      return Optional.of(back(tenant, asked, "error", "access_denied"));
    }
    AuthorizationGrant grant = grant(tenant, session, shown);
    consents.give(
        tenant, session.subject(), grant.clientId(), grant.scope(), grant.resources(), List.of());
    grants.add(tenant, grant, GRANT_TYPE);
    String code = pending.code(tenant, asked, shown.token(), session.subject().id(), grant.id());
    return Optional.of(back(tenant, asked, "code", code));
  }

  private AuthorizationGrant grant(TenantContext tenant, Session session, Shown shown) {
    String clientId =
        agents
            .find(tenant, shown.agent().settings().agentId())
            .orElseThrow(() -> Problem.notFound("There is no such agent."))
            .clientId();
    return new AuthorizationGrant(
        identifiers.next("grn_"),
        clientId,
        session.subject(),
        shown.request().scope(),
        List.of(shown.resource().identifier()),
        Optional.of(session.id()),
        Optional.of(session.authenticatedAt()),
        Optional.of(session.acr()),
        session.amr(),
        Optional.empty(),
        Map.of(),
        List.of(),
        Optional.of(Map.of("jkt", shown.request().thumbprint())));
  }

  /** RFC 9207: with the issuer, so that an answer is not taken for another server's. */
  private static String back(
      TenantContext tenant, PendingRequest asked, String name, String value) {
    String uri = asked.redirectUri();
    return uri
        + (uri.contains("?") ? "&" : "?")
        + name
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8)
        + "&iss="
        + URLEncoder.encode(tenant.issuer(), StandardCharsets.UTF_8);
  }
}
