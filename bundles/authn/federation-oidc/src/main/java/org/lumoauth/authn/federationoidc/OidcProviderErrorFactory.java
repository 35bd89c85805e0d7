/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import org.lumoauth.api.web.ApiException;

/** Creates errors about responses of providers. */
final class OidcProviderErrorFactory {
  private OidcProviderErrorFactory() {}

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

  /** Returns whether a status means an outage of the provider, independent of the request. */
  static boolean isOutage(int status) {
    return status >= 500 || status == 429;
  }
}
