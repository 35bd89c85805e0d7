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

  /** An access server has to be asked again later. */
  record AccessServerWaits(Wait until) implements Outcome {}
}
