package org.lumoauth.agents.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** New secrets and tokens for agents. */
@Component(service = AgentCredentials.class)
public final class AgentCredentials {

  /** API.md, {@code AdminAgentsGenerateTokenRequest}. */
  static final long DEFAULT_LIFETIME = 3_600;

  static final long MAX_LIFETIME = 2_592_000;

  private final AgentChanges changes;
  private final AgentAudit audit;
  private final SecretVault vault;
  private final TokenService tokens;

  @Activate
  public AgentCredentials(
      @Reference AgentChanges changes,
      @Reference AgentAudit audit,
      @Reference SecretVault vault,
      @Reference TokenService tokens) {
    this.changes = changes;
    this.audit = audit;
    this.vault = vault;
    this.tokens = tokens;
  }

  /** Gives the agent a new secret; the old one is of no use from now on. */
  Rotated rotate(TenantContext tenant, String agentId, Attribution by) {
    var secret = vault.newSecret();
    var hash = vault.hash(AgentClientSource.PURPOSE, secret);
    var after = changes.apply(tenant, agentId, was -> was.withSecretHash(hash)).after();
    audit.record(
        tenant,
        by,
        "agent.secret.rotated",
        after.agent(),
        "Agent " + after.agent().name() + " got a new secret.",
        Map.of("clientId", after.agent().clientId()));
    return new Rotated(after, secret);
  }

  /**
   * Makes a token for an agent.
   *
   * @param seconds its lifetime; an hour where none is given
   * @param scopes what it permits; everything the agent may do where none are given
   * @throws Problem 400 if the agent is not active, {@code invalid_scope} for a scope outside its
   *     capabilities
   */
  IssuedToken mint(
      TenantContext tenant,
      StoredAgent agent,
      Optional<Long> seconds,
      Optional<List<String>> scopes,
      Attribution by) {
    var lifetime = checkedLifetime(seconds.orElse(DEFAULT_LIFETIME));
    if (!agent.agent().enabled()) {
      throw Problem.invalidRequest("The agent is not active: activate it first.");
    }
    var scope = scopes.map(asked -> narrowed(agent, asked)).orElse(agent.agent().capabilities());
    var token =
        tokens.issue(
            tenant,
            new AccessTokenRequest(
                agent.client(),
                agent.subject(),
                List.of(),
                scope,
                List.of(),
                lifetime,
                Optional.empty(),
                Map.of()));
    audit.record(
        tenant,
        by,
        "agent.token.issued",
        agent.agent(),
        "An administrator made a token for agent " + agent.agent().name() + ".",
        Map.of(
            "tokenId", token.id(),
            "expiresAt", token.expiresAt().toString(),
            "scope", List.copyOf(new TreeSet<>(scope))));
    return token;
  }

  private static Duration checkedLifetime(long seconds) {
    if (seconds < 1 || seconds > MAX_LIFETIME) {
      throw Problem.invalidRequest("expiresIn is 1 to " + MAX_LIFETIME + " seconds.");
    }
    return Duration.ofSeconds(seconds);
  }

  private static Set<String> narrowed(StoredAgent agent, List<String> asked) {
    var scope = Capabilities.checked("scopes", asked);
    if (!agent.agent().capabilities().containsAll(scope)) {
      throw new Problem(
          400, "invalid_scope", "A scope is outside the agent's capabilities; see …/scopes.");
    }
    return scope;
  }

  /** A new secret in clear text: the only time that it is shown. */
  record Rotated(StoredAgent agent, String secret) {
    @Override
    public String toString() {
      return "Rotated[" + agent + "]";
    }
  }
}
