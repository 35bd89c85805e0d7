package org.lumoauth.authn.federationoauth;

import org.lumoauth.api.web.Problem;

/** What a provider sent does not hold. */
final class Refused {
  private Refused() {}

  /**
   * The refusal of an answer.
   *
   * @param why for the operator, in words of ours: nothing that the provider wrote
   */
  static Problem because(String why) {
    return Problem.unauthenticated(why);
  }

  /**
   * There is no answer that could hold or not: it is worth to come again.
   *
   * @param why as above
   */
  static Problem unavailable(String why) {
    return new Problem(503, "identity_provider_unavailable", "The identity provider: " + why + ".");
  }
}
