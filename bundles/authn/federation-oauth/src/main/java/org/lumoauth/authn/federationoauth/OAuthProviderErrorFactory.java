/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoauth;

import org.lumoauth.api.web.ApiException;

/** Creates errors about responses of providers. */
final class OAuthProviderErrorFactory {
  private OAuthProviderErrorFactory() {}

  /**
   * Returns the error for an invalid response.
   *
   * @param why the reason for the operator's log; must not contain text sent by the provider
   */
  static ApiException because(String why) {
    return ApiException.unauthenticated(why);
  }

  /**
   * Returns the error for a missing response, which is worth a retry.
   *
   * @param why the reason for the operator's log; must not contain text sent by the provider
   */
  static ApiException unavailable(String why) {
    return new ApiException(
        503, "identity_provider_unavailable", "The identity provider is unavailable: " + why + ".");
  }
}
