/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.policy;

import java.util.Optional;
import org.lumoauth.agents.delegation.DelegationAgentLookup;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Authenticates the client of a token exchange without client authentication by the agent's own
 * token, which RFC 8693 section 2.1 leaves to the server. The token must be for this server's own
 * API, so that a service that receives an agent's token cannot act as the agent here. If it is
 * bound to a key, the exchange requires proof of possession.
 */
@Component(
    property = {
      "lumoauth.kind=client-authentication",
      "lumoauth.name=" + ActorTokenClientAuthenticator.METHOD
    })
public final class ActorTokenClientAuthenticator implements ClientAuthenticationMethod {

  /** The name of the method in the metadata. */
  public static final String METHOD = "actor_token";

  private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  private static final String TOKEN_ENDPOINT = "/oauth/token";

  private final TokenService tokens;
  private final DelegationAgentLookup agents;
  private final ClientDirectory clients;

  @Activate
  public ActorTokenClientAuthenticator(
      @Reference TokenService tokens,
      @Reference DelegationAgentLookup agents,
      @Reference ClientDirectory clients) {
    this.tokens = tokens;
    this.agents = agents;
    this.clients = clients;
  }

  @Override
  public Optional<Client> authenticate(TenantContext tenant, OAuthRequest request) {
    if (!meant(request)) {
      return Optional.empty();
    }
    String token = request.requiredParameter("actor_token");
    if (!request.requiredParameter("actor_token_type").equals(ACCESS_TOKEN)) { // section 2.1
      throw OAuthException.invalidRequest(
          "Without client authentication, actor_token_type must be " + ACCESS_TOKEN + ".");
    }
    try {
      return Optional.of(client(tenant, tokens.verify(tenant, token)));
    } catch (InvalidTokenException e) { // the reason is not revealed to the caller
      throw refused();
    }
  }

  /**
   * Whether this authenticator applies: only at the token endpoint, and only if the request does
   * not identify a client in another way.
   */
  private static boolean meant(OAuthRequest request) {
    return request.url().endsWith(TOKEN_ENDPOINT)
        && request.parameter("grant_type").filter(GRANT::equals).isPresent()
        && request.parameter("actor_token").isPresent()
        && request.header("authorization").isEmpty()
        && request.parameter("client_id").isEmpty()
        && request.parameter("client_secret").isEmpty()
        && request.parameter("client_assertion").isEmpty();
  }

  private Client client(TenantContext tenant, VerifiedToken token) {
    if (!token.subject().type().equals(SubjectRef.AGENT) || !token.actors().isEmpty()) {
      throw refused();
    }
    return agents
        .find(tenant, token.subject().id())
        .filter(agent -> agent.clientId().equals(token.clientId()))
        .flatMap(agent -> clients.find(tenant, agent.clientId()))
        .orElseThrow(ActorTokenClientAuthenticator::refused);
  }

  /** The error for an invalid token (section 2.2.2). */
  private static OAuthException refused() {
    return OAuthException.invalidRequest(
        "actor_token must be a valid access token of an agent for this server. It "
            + "is required without client"
            + " authentication.");
  }
}
