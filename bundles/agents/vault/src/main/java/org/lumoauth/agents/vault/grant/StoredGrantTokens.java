/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.grant;

import java.util.Optional;

/**
 * The tokens of a grant.
 *
 * @param accessToken the access token for the provider's API
 * @param refreshToken the refresh token, which is sent only to the provider
 */
public record StoredGrantTokens(String accessToken, Optional<String> refreshToken) {

  @Override
  public String toString() {
    return "KeptTokens";
  }
}
