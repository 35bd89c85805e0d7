package org.lumoauth.agents.registry;

import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;

/** The agent that calls, for itself or for somebody. */
final class ActingAgent {

  private ActingAgent() {}

  /** Not by a token of a task: that is for what was approved, and for nothing else. */
  static boolean is(Caller caller) {
    boolean forPeople =
        caller.actors().isEmpty() || caller.subject().type().equals(SubjectRef.USER);
    return forPeople && acting(caller).type().equals(SubjectRef.AGENT);
  }

  /**
   * The agent that calls.
   *
   * @throws ApiException 403 if it is none
   */
  static SubjectRef of(Caller caller) {
    if (!is(caller)) {
      throw ApiException.forbidden("Only agents may ask who they are here; others use …/me.");
    }
    return acting(caller);
  }

  /**
   * The agent that calls for itself.
   *
   * @throws ApiException 403 if it calls for somebody else
   */
  static SubjectRef forItself(Caller caller) {
    var agent = of(caller);
    if (!caller.actors().isEmpty()) {
      throw ApiException.forbidden("An agent does this for itself only, not for somebody else.");
    }
    return agent;
  }

  private static SubjectRef acting(Caller caller) {
    return caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
  }
}
