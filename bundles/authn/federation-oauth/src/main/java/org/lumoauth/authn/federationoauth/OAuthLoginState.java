/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/**
 * The stored state of a sign-in while the user is at the provider.
 *
 * @param callback the redirect URI
 * @param state binds the response to the sign-in
 * @param verifier binds the code to the sign-in (RFC 7636)
 */
record OAuthLoginState(String callback, String state, String verifier) {

  Map<String, String> map() {
    return Map.of("callback", callback, "state", state, "verifier", verifier);
  }

  /**
   * Reads the state.
   *
   * @throws org.lumoauth.api.web.ApiException 401 if a member is missing
   */
  static OAuthLoginState of(Map<String, String> map) {
    return new OAuthLoginState(kept(map, "callback"), kept(map, "state"), kept(map, "verifier"));
  }

  /** Returns whether a response belongs to this sign-in. */
  boolean matchesState(String answered) {
    return MessageDigest.isEqual(
        state.getBytes(StandardCharsets.UTF_8), answered.getBytes(StandardCharsets.UTF_8));
  }

  private static String kept(Map<String, String> map, String name) {
    String value = map.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw OAuthProviderErrorFactory.because("the state of the sign-in is missing or incomplete");
    }
    return value;
  }

  @Override
  public String toString() {
    return "Memory[" + callback + "]";
  }
}
