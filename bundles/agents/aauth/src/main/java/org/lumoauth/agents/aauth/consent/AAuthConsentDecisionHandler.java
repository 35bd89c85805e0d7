/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.consent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.agents.aauth.grant.AAuthAudit;
import org.lumoauth.agents.aauth.grant.AAuthConsentRequestStore;
import org.lumoauth.agents.aauth.grant.PendingConsentRequest;
import org.lumoauth.agents.aauth.registration.AAuthAgentRegistryGateway;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.oauth.authorization.ConsentService;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records users' decisions and returns the redirect URL. */
@Component(service = AAuthConsentDecisionHandler.class)
public final class AAuthConsentDecisionHandler {

  /** The grant type recorded for these grants. */
  static final String GRANT_TYPE = "urn:lumoauth:params:oauth:grant-type:aauth";

  private final AAuthConsentRequestStore pending;
  private final AAuthAgentRegistryGateway agents;
  private final IdGenerator identifiers;
  private final ConsentService consents;
  private final AuthorizationGrantService grants;
  private final AAuthAudit audit;

  @Activate
  public AAuthConsentDecisionHandler(
      @Reference AAuthConsentRequestStore pending,
      @Reference AAuthAgentRegistryGateway agents,
      @Reference IdGenerator identifiers,
      @Reference ConsentService consents,
      @Reference AuthorizationGrantService grants,
      @Reference AAuthAudit audit) {
    this.pending = pending;
    this.agents = agents;
    this.identifiers = identifiers;
    this.consents = consents;
    this.grants = grants;
    this.audit = audit;
  }

  /**
   * Records the decision about a request, only once. Returns when the audit record is durable.
   *
   * @return the redirect URL; empty if the request was already decided
   */
  Optional<String> recordDecision(
      TenantContext tenant,
      Session session,
      AAuthConsentPageModel shown,
      boolean allowed,
      RequestInfo request) {
    PendingConsentRequest asked = shown.request();
    List<String> scope = List.copyOf(new TreeSet<>(asked.scope()));
    if (pending.take(tenant, shown.token()).isEmpty()) {
      return Optional.empty();
    }
    audit.recordConsentDecision(
        tenant, session.subject(), shown.agent(), shown.resource(), scope, allowed, request);
    if (!allowed) {
      return Optional.of(back(tenant, asked, "error", "access_denied"));
    }
    AuthorizationGrant grant = grant(tenant, session, shown);
    consents.grant(
        tenant, session.subject(), grant.clientId(), grant.scope(), grant.resources(), List.of());
    grants.add(tenant, grant, GRANT_TYPE);
    String code =
        pending.issueCode(tenant, asked, shown.token(), session.subject().id(), grant.id());
    return Optional.of(back(tenant, asked, "code", code));
  }

  private AuthorizationGrant grant(
      TenantContext tenant, Session session, AAuthConsentPageModel shown) {
    String clientId =
        agents
            .find(tenant, shown.agent().settings().agentId())
            .orElseThrow(() -> ApiException.notFound("The agent does not exist."))
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

  /** Adds the issuer (RFC 9207), so that the response cannot be mistaken for another server's. */
  private static String back(
      TenantContext tenant, PendingConsentRequest asked, String name, String value) {
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
