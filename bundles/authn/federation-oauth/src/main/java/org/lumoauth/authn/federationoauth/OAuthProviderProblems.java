package org.lumoauth.authn.federationoauth;

import org.lumoauth.api.web.ApiException;

/** What a provider sent does not hold. */
final class OAuthProviderProblems {
  private OAuthProviderProblems() {}

  /**
   * The refusal of an answer.
   *
   * @param why for the operator, in words of ours: nothing that the provider wrote
   */
  static ApiException because(String why) {
    return ApiException.unauthenticated(why);
  }

  /**
   * There is no answer that could hold or not: it is worth to come again.
   *
   * @param why as above
   */
  static ApiException unavailable(String why) {
    return new ApiException(
        503, "identity_provider_unavailable", "The identity provider: " + why + ".");
  }
}
