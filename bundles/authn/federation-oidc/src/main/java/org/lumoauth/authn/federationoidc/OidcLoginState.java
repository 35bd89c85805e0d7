/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import java.util.Map;

/**
 * The stored state of a sign-in while the user is at the provider.
 *
 * @param callback the redirect URI
 * @param nonce binds the ID token to the sign-in (OpenID Connect Core section 15.5.2)
 * @param verifier binds the code to the sign-in (RFC 7636)
 */
record OidcLoginState(String callback, String nonce, String verifier) {

  Map<String, String> map() {
    return Map.of("callback", callback, "nonce", nonce, "verifier", verifier);
  }

  /**
   * Reads the state.
   *
   * @throws org.lumoauth.api.web.ApiException 401 if a member is missing
   */
  static OidcLoginState of(Map<String, String> map) {
    return new OidcLoginState(kept(map, "callback"), kept(map, "nonce"), kept(map, "verifier"));
  }

  private static String kept(Map<String, String> map, String name) {
    String value = map.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw OidcProviderErrorFactory.because("the state of the sign-in is missing or incomplete");
    }
    return value;
  }

  @Override
  public String toString() {
    return "Memory[" + callback + "]";
  }
}
