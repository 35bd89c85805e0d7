/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.util.List;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;

/** Reads from a credential the acting agent and the subjects that it acts for. */
final class AskCallerActorReader {

  private AskCallerActorReader() {}

  /** Returns the current actor. */
  static SubjectRef agent(Caller caller) {
    return caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
  }

  /**
   * Returns the current actor, which must be an agent.
   *
   * @throws ApiException 403 if the current actor is not an agent
   */
  static SubjectRef requireAgent(Caller caller) {
    var agent = agent(caller);
    if (!agent.type().equals(SubjectRef.AGENT)) {
      throw ApiException.forbidden(
          "This endpoint is for agents only. Use /api/v1/authz/check for other " + "subjects.");
    }
    return agent;
  }

  /** Returns every subject that the agent acts for, outermost principal last. */
  static List<SubjectRef> onBehalfOf(Caller caller) {
    return caller.onBehalfOf();
  }
}
