package org.lumoauth.authn.federationoauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/**
 * What is kept of a sign-in while the person is at the provider.
 *
 * @param callback the redirect URI
 * @param state binds the answer to it
 * @param verifier binds the code to it (RFC 7636)
 */
record OAuthLoginState(String callback, String state, String verifier) {

  Map<String, String> map() {
    return Map.of("callback", callback, "state", state, "verifier", verifier);
  }

  /**
   * Reads it.
   *
   * @throws org.lumoauth.api.web.ApiException 401 if something is missing
   */
  static OAuthLoginState of(Map<String, String> map) {
    return new OAuthLoginState(kept(map, "callback"), kept(map, "state"), kept(map, "verifier"));
  }

  /** Whether an answer is to this sign-in. */
  boolean matchesState(String answered) {
    return MessageDigest.isEqual(
        state.getBytes(StandardCharsets.UTF_8), answered.getBytes(StandardCharsets.UTF_8));
  }

  private static String kept(Map<String, String> map, String name) {
    String value = map.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw OAuthProviderProblems.because("nobody left for the provider");
    }
    return value;
  }

  @Override
  public String toString() {
    return "Memory[" + callback + "]";
  }
}
