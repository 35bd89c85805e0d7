/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.rest;

import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;

/** Resolves the agent that calls, for itself or on behalf of a user. */
final class CallingAgentResolver {

  private CallingAgentResolver() {}

  /**
   * Whether the caller is an agent. Task tokens are excluded: they only permit the approved task.
   */
  static boolean is(Caller caller) {
    boolean forPeople =
        caller.actors().isEmpty() || caller.subject().type().equals(SubjectRef.USER);
    return forPeople && acting(caller).type().equals(SubjectRef.AGENT);
  }

  /**
   * Returns the calling agent.
   *
   * @throws ApiException 403 if the caller is not an agent
   */
  static SubjectRef of(Caller caller) {
    if (!is(caller)) {
      throw ApiException.forbidden("Only agents can use this endpoint. Other callers use …/me.");
    }
    return acting(caller);
  }

  /**
   * Returns the agent that calls for itself.
   *
   * @throws ApiException 403 if the caller acts on behalf of another subject
   */
  static SubjectRef forItself(Caller caller) {
    var agent = of(caller);
    if (!caller.actors().isEmpty()) {
      throw ApiException.forbidden(
          "An agent can do this only for itself, not on behalf of a user.");
    }
    return agent;
  }

  private static SubjectRef acting(Caller caller) {
    return caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
  }
}
