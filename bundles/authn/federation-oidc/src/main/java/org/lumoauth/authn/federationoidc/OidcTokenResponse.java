package org.lumoauth.authn.federationoidc;

import java.util.Optional;

/**
 * What a code was redeemed for.
 *
 * @param idToken who it is
 * @param accessToken for the provider's userinfo endpoint
 */
record OidcTokenResponse(String idToken, Optional<String> accessToken) {
  @Override
  public String toString() {
    return "Tokens[]";
  }
}
