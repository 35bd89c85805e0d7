package org.lumoauth.agents.vault.connection;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is registered of a connection, but for the secret.
 *
 * @param name what people call it
 * @param provider the service, as a program knows it
 * @param providerLabel the service, as people know it
 * @param mode whose access it keeps
 * @param enabled whether anybody gets anything by it
 * @param issuer who has to say in the authorization response that it comes from them (RFC 9207);
 *     empty where the provider does not say so
 * @param authorizationEndpoint where users consent; empty where none do
 * @param tokenEndpoint where tokens come from
 * @param revocationEndpoint where they are revoked (RFC 7009), if there
 * @param clientId who we are at the provider
 * @param clientAuthentication {@code token_endpoint_auth_method}
 * @param scopes what is asked for
 * @param resource the resource that is asked for (RFC 8707)
 * @param authorizationParameters what the authorization request has besides
 * @param capability what an agent needs
 * @param agentIds the agents that may use it; empty means every one that has the capability
 */
public record ConnectionSpec(
    String name,
    String provider,
    String providerLabel,
    GrantMode mode,
    boolean enabled,
    Optional<String> issuer,
    Optional<URI> authorizationEndpoint,
    URI tokenEndpoint,
    Optional<URI> revocationEndpoint,
    String clientId,
    String clientAuthentication,
    List<String> scopes,
    Optional<String> resource,
    Map<String, String> authorizationParameters,
    String capability,
    Set<String> agentIds) {

  /** {@link #clientAuthentication} of a client without a secret. */
  public static final String NONE = "none";

  /** {@link #clientAuthentication} in the header, the usual way. */
  public static final String BASIC = "client_secret_basic";

  /** {@link #clientAuthentication} in the body. */
  public static final String POST = "client_secret_post";

  public ConnectionSpec {
    scopes = List.copyOf(scopes);
    authorizationParameters = Map.copyOf(authorizationParameters);
    agentIds = Set.copyOf(agentIds);
  }

  /** The same, by which nobody gets anything. */
  ConnectionSpec disabled() {
    return new ConnectionSpec(
        name,
        provider,
        providerLabel,
        mode,
        false,
        issuer,
        authorizationEndpoint,
        tokenEndpoint,
        revocationEndpoint,
        clientId,
        clientAuthentication,
        scopes,
        resource,
        authorizationParameters,
        capability,
        agentIds);
  }

  /** Whether each user has a grant of their own. */
  public boolean isUserMode() {
    return mode == GrantMode.AUTHORIZATION_CODE;
  }

  /** Whether an agent is one of those that it is for. */
  public boolean isFor(String agentId) {
    return agentIds.isEmpty() || agentIds.contains(agentId);
  }

  /**
   * Whether secrets and tokens of this connection may go where those of the other one went: to the
   * same party, as the same client.
   */
  boolean sameParty(ConnectionSpec other) {
    return mode == other.mode
        && issuer.equals(other.issuer)
        && authorizationEndpoint.equals(other.authorizationEndpoint)
        && tokenEndpoint.equals(other.tokenEndpoint)
        && revocationEndpoint.equals(other.revocationEndpoint)
        && clientId.equals(other.clientId)
        && clientAuthentication.equals(other.clientAuthentication);
  }

  /**
   * Whether who linked an account by the other one let the same agents have its tokens: people are
   * told what capability those need, and which of these agents act for them is for them to say.
   */
  boolean sameTerms(ConnectionSpec other) {
    return sameParty(other) && capability.equals(other.capability);
  }
}
