package org.lumoauth.api.oauth;

import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: rules that a client promised to keep beyond OAuth 2.1, as FAPI 2.0. Registered
 * with {@code lumoauth.kind=client-profile} and {@code lumoauth.name}; asked for clients whose
 * metadata member {@code profile} names it. What was sent is not yet verified where a profile looks
 * at it: it refuses what it cannot read.
 */
public interface ClientProfile {

  /**
   * The client's metadata with what the profile turns on in the place of what was registered. Every
   * module sees the client with it. All that was registered stays a member, {@code profile} as it
   * is; no member is null, and a second time changes nothing more. It fails on no value that could
   * be registered.
   */
  default Map<String, Object> metadata(Client client) {
    return client.metadata();
  }

  /**
   * Checks an authorization request.
   *
   * @throws OAuthException if it breaks a rule
   */
  void check(TenantContext tenant, Client client, AuthorizationRequest request);

  /**
   * Checks a token request.
   *
   * @throws OAuthException if it breaks a rule
   */
  void check(TenantContext tenant, GrantRequest request);

  /**
   * Checks a request of a client at any endpoint that authenticates it, once it is authenticated.
   *
   * @param client who, and how it authenticated
   * @throws OAuthException if it breaks a rule
   */
  default void check(TenantContext tenant, AuthenticatedClient client, OAuthRequest request) {}
}
