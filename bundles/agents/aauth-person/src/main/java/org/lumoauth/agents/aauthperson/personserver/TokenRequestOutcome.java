package org.lumoauth.agents.aauthperson.personserver;

import java.util.Map;

/** What becomes of a request for a token. */
public sealed interface TokenRequestOutcome {

  /**
   * It is given.
   *
   * @param answer what the agent is told
   */
  record TokenGranted(Map<String, Object> answer) implements TokenRequestOutcome {}

  /** A person has to be asked. */
  record PersonConsentRequired() implements TokenRequestOutcome {}

  /**
   * The person has to say what an access server wants to know.
   *
   * @param accessServer which one
   * @param wanted what it waits for: claims, or the answer to a question
   */
  record PersonInputRequired(String accessServer, AccessServerRequirement wanted)
      implements TokenRequestOutcome {}

  /**
   * An access server has to be asked again later.
   *
   * @param terms on which it is to be paid, where it just said so; else empty
   */
  record AccessServerPending(AccessServerRequirement until, String terms)
      implements TokenRequestOutcome {
    /** One that says nothing of a payment. */
    AccessServerPending(AccessServerRequirement until) {
      this(until, "");
    }
  }

  /**
   * An access server hears nothing now; what it waits for is still to be told.
   *
   * @param until the same as before
   */
  record AccessServerBusy(AccessServerRequirement until) implements TokenRequestOutcome {}
}
