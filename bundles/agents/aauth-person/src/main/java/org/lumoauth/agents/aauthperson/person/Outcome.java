package org.lumoauth.agents.aauthperson.person;

import java.util.Map;

/** What becomes of a request for a token. */
public sealed interface Outcome {

  /**
   * It is given.
   *
   * @param answer what the agent is told
   */
  record Given(Map<String, Object> answer) implements Outcome {}

  /** A person has to be asked. */
  record PersonIsAsked() implements Outcome {}

  /**
   * The person has to say what an access server wants to know.
   *
   * @param accessServer which one
   * @param wanted what it waits for: claims, or the answer to a question
   */
  record PersonAnswersFor(String accessServer, Wait wanted) implements Outcome {}

  /**
   * An access server has to be asked again later.
   *
   * @param terms on which it is to be paid, where it just said so; else empty
   */
  record AccessServerWaits(Wait until, String terms) implements Outcome {
    /** One that says nothing of a payment. */
    AccessServerWaits(Wait until) {
      this(until, "");
    }
  }

  /**
   * An access server hears nothing now; what it waits for is still to be told.
   *
   * @param until the same as before
   */
  record AccessServerBusy(Wait until) implements Outcome {}
}
