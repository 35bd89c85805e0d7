/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * Lets an agent exchange its own token for a token for an MCP server without client authentication,
 * which RFC 8693 section 2.1 leaves to the server. The subject token must be for this server's own
 * API: an MCP server cannot exchange a token that it received (MCP authorization, "Token
 * Passthrough").
 */
@Component(
    property = {
      "lumoauth.kind=client-authentication",
      "lumoauth.name=" + SubjectTokenClientAuthenticator.METHOD
    })
public final class SubjectTokenClientAuthenticator implements ClientAuthenticationMethod {

  static final String METHOD = "subject_token";

  private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  private static final String TOKEN_ENDPOINT = "/oauth/token";
  private static final List<String> OTHER_WAYS =
      List.of("client_id", "client_secret", "client_assertion", "actor_token");

  private final TokenService tokens;
  private final ClientDirectory clients;
  private final McpResourcePolicy policy;

  @Activate
  public SubjectTokenClientAuthenticator(
      @Reference TokenService tokens,
      @Reference ClientDirectory clients,
      @Reference McpResourcePolicy policy) {
    this.tokens = tokens;
    this.clients = clients;
    this.policy = policy;
  }

  @Override
  public Optional<Client> authenticate(TenantContext tenant, OAuthRequest request) {
    if (!meant(request)) {
      return Optional.empty();
    }
    Client client = client(tenant, request.requiredParameter("subject_token"));
    List<String> named = named(request);
    for (String name : named) {
      String resource = policy.resolveResource(tenant, name).orElse(name);
      if (!policy.isReachable(tenant, client, resource)) {
        throw OAuthException.invalidTarget(
            "The agent is not in the allowed_client_ids of this MCP server.");
      }
    }
    return Optional.of(forThis(client, named));
  }

  /**
   * Returns whether the request is at the token endpoint and does not identify a client in another
   * way.
   */
  private static boolean meant(OAuthRequest request) {
    return request.url().endsWith(TOKEN_ENDPOINT)
        && request.parameter("grant_type").filter(GRANT::equals).isPresent()
        && request.parameter("subject_token").isPresent()
        && request.parameter("subject_token_type").filter(ACCESS_TOKEN::equals).isPresent()
        && request.header("authorization").isEmpty()
        && OTHER_WAYS.stream().allMatch(name -> request.parameter(name).isEmpty())
        && !named(request).isEmpty();
  }

  private static List<String> named(OAuthRequest request) {
    List<String> named = new ArrayList<>();
    named.addAll(request.parameters().getOrDefault("audience", List.of()));
    named.addAll(request.parameters().getOrDefault("resource", List.of()));
    return named;
  }

  private Client client(TenantContext tenant, String jwt) {
    try {
      VerifiedToken token = tokens.verify(tenant, jwt);
      boolean own =
          token.subject().type().equals(SubjectRef.AGENT)
              && token.actors().isEmpty()
              && token.audience().stream().allMatch(tenant.issuer()::equals);
      return clients
          .find(tenant, token.clientId())
          .filter(client -> own && client.subject().equals(token.subject()))
          .orElseThrow(SubjectTokenClientAuthenticator::refused);
    } catch (InvalidTokenException e) { // the reason is not disclosed
      throw refused();
    }
  }

  /** Returns the client, restricted to this exchange and these targets. */
  private static Client forThis(Client client, List<String> named) {
    Map<String, Object> metadata = new HashMap<>(client.metadata());
    metadata.put("token_exchange_audiences", named);
    Set<String> methods = new HashSet<>(client.authenticationMethods());
    methods.add(METHOD);
    return new Client(
        client.clientId(),
        client.name(),
        client.subject(),
        client.confidential(),
        client.enabled(),
        Set.of(GRANT),
        client.scope(),
        methods,
        client.redirectUris(),
        client.accessTokenLifetime(),
        metadata);
  }

  /** Returns the error of section 2.2.2 for an invalid token. */
  private static OAuthException refused() {
    return OAuthException.invalidRequest(
        "The subject_token must be a valid token of an agent for this server, or "
            + "the request requires"
            + " client authentication.");
  }
}
