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
}
