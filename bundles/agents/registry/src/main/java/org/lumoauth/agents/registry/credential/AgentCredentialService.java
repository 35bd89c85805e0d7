/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.credential;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.registry.AgentAudit;
import org.lumoauth.agents.registry.AgentChangeWriter;
import org.lumoauth.agents.registry.CapabilitySyntaxValidator;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.agents.registry.client.RegistryAgentTokenIssuer;
import org.lumoauth.agents.registry.store.AgentTokenRequesterStore;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.AgentTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Creates new secrets and tokens for agents. */
@Component(service = AgentCredentialService.class)
public final class AgentCredentialService {

  /** As in {@code AdminAgentsGenerateTokenRequest} of the published API. */
  static final long DEFAULT_LIFETIME = 3_600;

  static final long MAX_LIFETIME = 2_592_000;

  private final AgentChangeWriter changes;
  private final AgentAudit audit;
  private final AgentSecretGenerator forge;
  private final RegistryAgentTokenIssuer issuer;
  private final AgentTokenRequesterStore minted;
  private final CredentialUsersService setters;

  @Activate
  public AgentCredentialService(
      @Reference AgentChangeWriter changes,
      @Reference AgentAudit audit,
      @Reference AgentSecretGenerator forge,
      @Reference RegistryAgentTokenIssuer issuer,
      @Reference AgentTokenRequesterStore minted,
      @Reference CredentialUsersService setters) {
    this.changes = changes;
    this.audit = audit;
    this.forge = forge;
    this.issuer = issuer;
    this.minted = minted;
    this.setters = setters;
  }

  /**
   * Replaces the agent's secret. The old secret stops working immediately.
   *
   * @throws ApiException 400 if its identity type has no secret
   */
  public RotatedAgentSecret rotate(TenantContext tenant, String agentId, ChangeAttribution by) {
    var made = forge.clientSecret();
    var users = setters.resolveSetters(tenant, by);
    var after =
        changes
            .apply(
                tenant,
                agentId,
                was -> replaced(was, Agent.CLIENT_CREDENTIALS, "client secret", made.kept(), users))
            .after();
    record(tenant, by, "agent.secret.rotated", after, "The secret of agent %s was rotated.");
    return new RotatedAgentSecret(after, made.text());
  }

  /**
   * Replaces the agent's API key. The old key stops working immediately.
   *
   * @throws ApiException 400 if its identity type has no API key
   */
  public RotatedAgentSecret rotateKey(TenantContext tenant, String agentId, ChangeAttribution by) {
    var made = forge.apiKey(tenant, agentId);
    var users = setters.resolveSetters(tenant, by);
    var after =
        changes
            .apply(
                tenant, agentId, was -> replaced(was, Agent.API_KEY, "API key", made.kept(), users))
            .after();
    record(tenant, by, "agent.key.rotated", after, "The API key of agent %s was rotated.");
    return new RotatedAgentSecret(after, made.text());
  }

  /**
   * Revokes the agent's API key. Does nothing if it has none.
   *
   * @throws ApiException 400 if its identity type has no API key
   */
  public StoredAgent revokeKey(TenantContext tenant, String agentId, ChangeAttribution by) {
    var after =
        changes
            .apply(
                tenant,
                agentId,
                was ->
                    replaced(
                        was, Agent.API_KEY, "API key", StoredAgentCredentials.nothing(), Set.of()))
            .after();
    record(tenant, by, "agent.key.revoked", after, "The API key of agent %s was revoked.");
    return after;
  }

  /**
   * Issues a token for an agent.
   *
   * @param seconds its lifetime; an hour if absent
   * @param scopes its scopes; all capabilities of the agent if absent
   * @throws ApiException 400 if the agent is not active, {@code invalid_scope} for a scope outside
   *     its capabilities
   */
  public IssuedToken issueToken(
      TenantContext tenant,
      StoredAgent agent,
      Optional<Long> seconds,
      Optional<List<String>> scopes,
      ChangeAttribution by) {
    var lifetime = checkedLifetime(seconds.orElse(DEFAULT_LIFETIME));
    if (!agent.agent().enabled()) {
      throw ApiException.invalidRequest("The agent is not active. Enable it first.");
    }
    if (scopes.map(List::isEmpty).orElse(false)) {
      throw ApiException.invalidRequest(
          "scopes must not be empty. Omit it to request all of the agent's " + "capabilities.");
    }
    var token =
        issuer.issue(
            tenant,
            agent,
            new AgentTokenRequest(
                agent.agent().id(),
                scopes
                    .map(some -> CapabilitySyntaxValidator.checked("scopes", some))
                    .orElse(Set.of()),
                List.of(),
                lifetime,
                Optional.empty(),
                Map.of()),
            Duration.ofSeconds(MAX_LIFETIME),
            by,
            "An administrator issued a token for agent " + agent.agent().name() + ".");
    minted.recordUsers(tenant, token, setters.resolveSetters(tenant, by));
    return token;
  }

  private static StoredAgent replaced(
      StoredAgent was, String type, String what, StoredAgentCredentials by, Set<String> users) {
    boolean has = was.agent().identityType().equals(type) && !was.kept().hasKeys();
    if (!has || was.agent().details().status() == AgentStatus.RETIRED) {
      throw ApiException.invalidRequest(
          "This agent has no "
              + what
              + ": its identity type is "
              + was.agent().identityType()
              + ", its status "
              + was.agent().details().status().wire()
              + ".");
    }
    return was.with(by, users);
  }

  private void record(
      TenantContext tenant,
      ChangeAttribution by,
      String action,
      StoredAgent agent,
      String message) {
    var facts = new HashMap<String, Object>();
    facts.put("clientId", agent.agent().clientId());
    agent.kept().keyId().ifPresent(id -> facts.put("keyId", id));
    audit.record(tenant, by, action, agent.agent(), message.formatted(agent.agent().name()), facts);
  }

  private static Duration checkedLifetime(long seconds) {
    if (seconds < 1 || seconds > MAX_LIFETIME) {
      throw noLifetime();
    }
    return Duration.ofSeconds(seconds);
  }

  /** Returns the error for a lifetime outside the allowed range. */
  public static ApiException noLifetime() {
    return ApiException.invalidRequest(
        "expiresIn must be a whole number of seconds between 1 and " + MAX_LIFETIME + ".");
  }

  /** A new secret in clear text, available only in this result. */
  public record RotatedAgentSecret(StoredAgent agent, String secret) {
    @Override
    public String toString() {
      return "Rotated[" + agent + "]";
    }
  }
}
