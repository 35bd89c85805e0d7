/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import java.util.Optional;

/**
 * A token response.
 *
 * @param idToken the ID token that identifies the user
 * @param accessToken the access token for the userinfo endpoint
 */
record OidcTokenResponse(String idToken, Optional<String> accessToken) {
  @Override
  public String toString() {
    return "Tokens[]";
  }
}
