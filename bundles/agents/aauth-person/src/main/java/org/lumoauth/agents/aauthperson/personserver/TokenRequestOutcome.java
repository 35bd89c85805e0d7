/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.personserver;

import java.util.Map;

/** The outcome of a token request. */
public sealed interface TokenRequestOutcome {

  /**
   * The token was issued.
   *
   * @param answer the response to the agent
   */
  record TokenGranted(Map<String, Object> answer) implements TokenRequestOutcome {}

  /** A person must be asked for consent. */
  record PersonConsentRequired() implements TokenRequestOutcome {}

  /**
   * The person must respond to an access server's requirement.
   *
   * @param accessServer the access server
   * @param wanted the requirement: claims, or the answer to a question
   */
  record PersonInputRequired(String accessServer, AccessServerRequirement wanted)
      implements TokenRequestOutcome {}

  /**
   * An access server must be polled again later.
   *
   * @param terms the payment terms, if it just sent them; otherwise empty
   */
  record AccessServerPending(AccessServerRequirement until, String terms)
      implements TokenRequestOutcome {
    /** Creates the outcome without payment terms. */
    AccessServerPending(AccessServerRequirement until) {
      this(until, "");
    }
  }

  /**
   * An access server is temporarily unavailable; the response to its requirement has not been sent
   * yet.
   *
   * @param until the unchanged requirement
   */
  record AccessServerBusy(AccessServerRequirement until) implements TokenRequestOutcome {}
}
