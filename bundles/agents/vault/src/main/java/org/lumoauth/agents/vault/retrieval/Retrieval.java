package org.lumoauth.agents.vault.retrieval;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.vault.VaultSettings;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.grant.HandedStore;
import org.lumoauth.agents.vault.retrieval.CurrentTokens.Current;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Members;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hands tokens to agents. Nothing is handed over that is not on record. */
@Component(service = Retrieval.class)
public final class Retrieval {

  private static final String LIMITED = "connection-token";
  private static final int MAX_ID = 60;

  /** Who asks for the token of which connection, and with what. */
  record Asked(
      TenantContext tenant,
      Caller caller,
      RequestInfo request,
      String connectionId,
      Map<String, Object> body) {}

  private final Access access;
  private final CurrentTokens tokens;
  private final HandedStore handed;
  private final AttemptLimiter limiter;
  private final SettingsStore settings;
  private final RetrievalAudit audit;

  @Activate
  public Retrieval(
      @Reference Access access,
      @Reference CurrentTokens tokens,
      @Reference HandedStore handed,
      @Reference AttemptLimiter limiter,
      @Reference SettingsStore settings,
      @Reference RetrievalAudit audit) {
    this.access = access;
    this.tokens = tokens;
    this.handed = handed;
    this.limiter = limiter;
    this.settings = settings;
    this.audit = audit;
  }

  /**
   * The access token that the agent may use.
   *
   * @throws Problem as the reference lists them; each is on record too
   */
  Current get(Asked asked) {
    Agent agent = access.agent(asked.tenant(), asked.caller());
    requireNotTooOften(asked.tenant(), agent);
    try {
      return handed(asked, agent);
    } catch (Problem refused) {
      audit.refused(asked, refused);
      throw refused;
    }
  }

  private Current handed(Asked asked, Agent agent) {
    TenantContext tenant = asked.tenant();
    Optional<String> named = user(asked.body());
    Connection connection = access.connection(tenant, asked.caller(), agent, asked.connectionId());
    String holder = access.holder(tenant, asked.caller(), connection, named);
    Current current = tokens.of(tenant, connection, holder);
    handed.hand(tenant.id(), current.grant(), agent.id(), Instant.now());
    // Whoever was stopped meanwhile is not on that list yet when what they have is revoked.
    access.agent(tenant, asked.caller());
    access.connection(tenant, asked.caller(), agent, asked.connectionId());
    access.holder(tenant, asked.caller(), connection, named);
    audit.handed(asked, connection, current.grant());
    return current;
  }

  private void requireNotTooOften(TenantContext tenant, Agent agent) {
    limiter
        .count(tenant, LIMITED, agent.id(), VaultSettings.retrievals(settings, tenant))
        .ifPresent(
            until -> {
              throw Refusals.tooOften(Duration.between(Instant.now(), until).toSeconds());
            });
  }

  private static Optional<String> user(Map<String, Object> body) {
    return body == null
        ? Optional.empty()
        : Members.of(body, Set.of("user_id")).text("user_id", MAX_ID);
  }
}
