/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.credential;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.agents.registry.EffectiveAgentResolver;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authn.AuthenticationFailureThrottle;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Authenticates callers by an agent's API key. Runs before the authenticator of tenant API keys.
 */
@Component(
    property = {
      "lumoauth.kind=authenticator",
      "lumoauth.name=agent_key",
      "service.ranking:Integer=250"
    })
public final class AgentApiKeyAuthenticator implements RequestAuthenticator {

  private static final List<String> SCHEMES = List.of("apikey ", "bearer ");

  private final EffectiveAgentResolver agents;
  private final TenantRegistry tenants;
  private final SecretProtectionService vault;
  private final AuthenticationFailureThrottle attempts;

  @Activate
  public AgentApiKeyAuthenticator(
      @Reference EffectiveAgentResolver agents,
      @Reference TenantRegistry tenants,
      @Reference SecretProtectionService vault,
      @Reference AuthenticationFailureThrottle attempts) {
    this.agents = agents;
    this.tenants = tenants;
    this.vault = vault;
    this.attempts = attempts;
  }

  @Override
  public Optional<Caller> authenticate(Optional<TenantContext> tenant, HttpRequestView request) {
    if (noKeyIn(request.headers("X-API-Key")) && noKeyIn(request.headers("Authorization"))) {
      return Optional.empty();
    }
    var texts = texts(request).distinct().toList();
    var key = texts.stream().flatMap(text -> AgentApiKey.parse(text).stream()).findFirst();
    if (key.isPresent() && texts.size() > 1) {
      throw ApiException.unauthenticated(
          "The request has more than one credential. Send exactly one.");
    }
    return key.map(text -> caller(tenant, text, request));
  }

  @Override
  public Optional<String> challenge() {
    return Optional.of("ApiKey");
  }

  private static boolean noKeyIn(List<String> headers) {
    for (String text : headers) {
      if (AgentApiKey.mayBeIn(text)) {
        return false;
      }
    }
    return true;
  }

  private static Stream<String> texts(HttpRequestView request) {
    return Stream.concat(
        request.headers("X-API-Key").stream().map(String::strip),
        request.headers("Authorization").stream().map(AgentApiKeyAuthenticator::bare));
  }

  private static String bare(String authorization) {
    var text = authorization.strip();
    var lower = text.toLowerCase(Locale.ROOT);
    return SCHEMES.stream()
        .filter(lower::startsWith)
        .findFirst()
        .map(scheme -> text.substring(scheme.length()).strip())
        .orElse(text);
  }

  private Caller caller(Optional<TenantContext> tenant, AgentApiKey key, HttpRequestView request) {
    var agent =
        tenants
            .findActiveById(key.tenantId())
            .flatMap(known -> agents.find(known.id(), key.agentId()))
            .filter(found -> found.agent().identityType().equals(Agent.API_KEY));
    var kept = agent.map(StoredAgent::kept).orElse(StoredAgentCredentials.nothing());
    // An unknown agent costs a hash too, so that timing reveals nothing.
    boolean right = vault.matches(AgentApiKey.PURPOSE, key.value(), kept.secretHash());
    if (!right || agent.isEmpty() || !agent.get().agent().enabled()) {
      attempts.recordFailure(
          new AuthenticationFailureThrottle.CredentialAttempt(
              "", "api_key", "", request.remoteAddress()));
      throw ApiException.unauthenticated(
          "The API key is invalid, expired or revoked. Use an active key.");
    }
    if (tenant.filter(asked -> !asked.id().equals(key.tenantId())).isPresent()) {
      throw new ApiException(
          403, "cross_tenant", "The API key belongs to another tenant. Use a key of this tenant.");
    }
    var known = agent.get();
    return new Caller(
        known.subject(),
        List.of(),
        Optional.of(key.tenantId()),
        Optional.of(known.agent().clientId()),
        known.agent().capabilities(),
        CredentialKind.API_KEY,
        kept.keyId().orElse(known.agent().id()));
  }
}
