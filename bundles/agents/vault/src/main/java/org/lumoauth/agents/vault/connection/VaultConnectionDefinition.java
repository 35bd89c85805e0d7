/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.connection;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The registered values of a connection, without its secret.
 *
 * @param name the display name
 * @param provider the identifier of the provider
 * @param providerLabel the display name of the provider
 * @param mode the grant mode
 * @param enabled whether tokens can be retrieved
 * @param issuer the issuer required in the authorization response (RFC 9207); empty if the provider
 *     does not send it
 * @param authorizationEndpoint the authorization endpoint; empty if users do not consent
 * @param tokenEndpoint the token endpoint
 * @param revocationEndpoint the revocation endpoint (RFC 7009), if any
 * @param clientId the client id of this server at the provider
 * @param clientAuthentication {@code token_endpoint_auth_method}
 * @param scopes the requested scopes
 * @param resource the requested resource (RFC 8707)
 * @param authorizationParameters additional parameters of the authorization request
 * @param capability the capability that an agent requires
 * @param agentIds the agents that may use the connection; empty means every agent with the
 *     capability
 */
public record VaultConnectionDefinition(
    String name,
    String provider,
    String providerLabel,
    ConnectionGrantType mode,
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

  /** The {@link #clientAuthentication} of a client without a secret. */
  public static final String NONE = "none";

  /** The {@link #clientAuthentication} with HTTP Basic, the default. */
  public static final String BASIC = "client_secret_basic";

  /** The {@link #clientAuthentication} in the request body. */
  public static final String POST = "client_secret_post";

  public VaultConnectionDefinition {
    scopes = List.copyOf(scopes);
    authorizationParameters = Map.copyOf(authorizationParameters);
    agentIds = Set.copyOf(agentIds);
  }

  /** Returns the same connection, disabled. */
  VaultConnectionDefinition disabled() {
    return new VaultConnectionDefinition(
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

  /** Returns whether each user has a separate grant. */
  public boolean isUserMode() {
    return mode == ConnectionGrantType.AUTHORIZATION_CODE;
  }

  /** Returns whether an agent may use the connection. */
  public boolean isFor(String agentId) {
    return agentIds.isEmpty() || agentIds.contains(agentId);
  }

  /**
   * Returns whether secrets and tokens of the other connection may be used with this one: both have
   * the same provider and client.
   */
  boolean sameParty(VaultConnectionDefinition other) {
    return mode == other.mode
        && issuer.equals(other.issuer)
        && authorizationEndpoint.equals(other.authorizationEndpoint)
        && tokenEndpoint.equals(other.tokenEndpoint)
        && revocationEndpoint.equals(other.revocationEndpoint)
        && clientId.equals(other.clientId)
        && clientAuthentication.equals(other.clientAuthentication);
  }

  /**
   * Returns whether a user who linked an account with the other connection consented to the same
   * agents: the consent page shows the required capability, and users choose the agents that act
   * for them.
   */
  boolean sameTerms(VaultConnectionDefinition other) {
    return sameParty(other) && capability.equals(other.capability);
  }
}
