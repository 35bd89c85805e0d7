package org.lumoauth.api.oauth;

import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: one way for a client to authenticate (RFC 6749 section 2.3, RFC 7523, RFC 8705).
 * Registered with {@code lumoauth.kind=client-authentication} and {@code lumoauth.name} = its
 * {@code token_endpoint_auth_method}.
 */
public interface ClientAuthenticationMethod {

  /**
   * Authenticates the client if the request uses this way.
   *
   * @return the client, or empty if the request does not use this way
   * @throws OAuthException {@code invalid_client} if it does and the client is not authenticated
   */
  Optional<Client> authenticate(TenantContext tenant, OAuthRequest request);

  /**
   * Whether what a client authenticated with holds still. Asked once a token was made and before it
   * is told, of the way by which the client authenticated, so that nothing that ended in between is
   * missed.
   */
  default boolean isStillAuthenticated(TenantContext tenant, OAuthRequest request) {
    return true;
  }
}
