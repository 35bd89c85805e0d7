package org.lumoauth.api.oauth;

import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Authenticates clients by whatever ways are installed (RFC 6749 section 2.3), for every endpoint
 * that asks for it.
 */
@ProviderType
public interface ClientAuthenticationService {

  /** The ways that are installed: {@code token_endpoint_auth_method}s. */
  Set<String> supportedMethods();

  /**
   * Authenticates the client of a request.
   *
   * @throws OAuthException {@code invalid_client}, the same whatever is wrong with the client;
   *     {@code invalid_request} if it authenticates in more than one way; what its profile says,
   *     with the client in {@link OAuthException#client()}
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded} if too many attempts
   *     on this client from this address failed, or too many from this address
   */
  AuthenticatedClient authenticate(TenantContext tenant, OAuthRequest request);

  /**
   * Asks again, once a token was made and before it is told, whether what the client authenticated
   * with holds still.
   *
   * @throws OAuthException {@code invalid_client} if it does not, or the way by which the client
   *     authenticated is gone
   */
  default void requireStillAuthenticated(
      TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {}
}
