package org.lumoauth.authn.federationoidc;

import java.util.Map;

/**
 * What is kept of a sign-in while the person is at the provider.
 *
 * @param callback the redirect URI
 * @param nonce binds the ID token to it (OpenID Connect Core section 15.5.2)
 * @param verifier binds the code to it (RFC 7636)
 */
record OidcLoginState(String callback, String nonce, String verifier) {

  Map<String, String> map() {
    return Map.of("callback", callback, "nonce", nonce, "verifier", verifier);
  }

  /**
   * Reads it.
   *
   * @throws org.lumoauth.api.web.ApiException 401 if something is missing
   */
  static OidcLoginState of(Map<String, String> map) {
    return new OidcLoginState(kept(map, "callback"), kept(map, "nonce"), kept(map, "verifier"));
  }

  private static String kept(Map<String, String> map, String name) {
    String value = map.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw OidcProviderProblems.because("nobody left for the provider");
    }
    return value;
  }

  @Override
  public String toString() {
    return "Memory[" + callback + "]";
  }
}
