/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.retrieval;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.vault.VaultAudit;
import org.lumoauth.agents.vault.VaultSettings;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultTokenRecipientStore;
import org.lumoauth.agents.vault.retrieval.GrantAccessTokenProvider.GrantAccessToken;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Delivers tokens to agents. Each delivery is recorded first. */
@Component(service = TokenRetrievalService.class)
public final class TokenRetrievalService {

  private static final String LIMITED = "connection-token";
  private static final int MAX_ID = 60;

  /** A token request: the caller, the connection and the request body. */
  record TokenRetrievalRequest(
      TenantContext tenant,
      Caller caller,
      RequestInfo request,
      String connectionId,
      Map<String, Object> body) {}

  private final ConnectionAccessPolicy access;
  private final GrantAccessTokenProvider tokens;
  private final VaultTokenRecipientStore handed;
  private final AttemptLimiter limiter;
  private final SettingsStore settings;
  private final TokenRetrievalAudit audit;

  @Activate
  public TokenRetrievalService(
      @Reference ConnectionAccessPolicy access,
      @Reference GrantAccessTokenProvider tokens,
      @Reference VaultTokenRecipientStore handed,
      @Reference AttemptLimiter limiter,
      @Reference SettingsStore settings,
      @Reference VaultAudit audit) {
    this.access = access;
    this.tokens = tokens;
    this.handed = handed;
    this.limiter = limiter;
    this.settings = settings;
    this.audit = new TokenRetrievalAudit(audit);
  }

  /**
   * Returns the access token that the agent may use.
   *
   * @throws ApiException as listed in the reference; each refusal is recorded, too
   */
  GrantAccessToken get(TokenRetrievalRequest asked) {
    Agent agent = access.requireAgent(asked.tenant(), asked.caller());
    requireNotTooOften(asked.tenant(), agent);
    try {
      return handed(asked, agent);
    } catch (ApiException refused) {
      audit.recordRefusal(asked, refused);
      throw refused;
    }
  }

  private GrantAccessToken handed(TokenRetrievalRequest asked, Agent agent) {
    TenantContext tenant = asked.tenant();
    Optional<String> named = user(asked.body());
    VaultConnection connection =
        access.requireConnection(tenant, asked.caller(), agent, asked.connectionId());
    String holder = access.resolveHolder(tenant, asked.caller(), connection, named);
    GrantAccessToken current = tokens.of(tenant, connection, holder);
    handed.recordDelivery(tenant.id(), current.grant(), agent.id(), Instant.now());
    // Check again: if the agent was disabled before the delivery was recorded, the revocation did
    // not include it.
    access.requireAgent(tenant, asked.caller());
    access.requireConnection(tenant, asked.caller(), agent, asked.connectionId());
    access.resolveHolder(tenant, asked.caller(), connection, named);
    audit.recordDelivery(asked, connection, current.grant());
    return current;
  }

  private void requireNotTooOften(TenantContext tenant, Agent agent) {
    limiter
        .count(tenant, LIMITED, agent.id(), VaultSettings.retrievals(settings, tenant))
        .ifPresent(
            until -> {
              throw TokenRetrievalProblems.tooOften(
                  Duration.between(Instant.now(), until).toSeconds());
            });
  }

  private static Optional<String> user(Map<String, Object> body) {
    return body == null
        ? Optional.empty()
        : JsonObjectMemberReader.of(body, Set.of("user_id")).text("user_id", MAX_ID);
  }
}
