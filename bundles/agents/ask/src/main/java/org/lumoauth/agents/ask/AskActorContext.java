package org.lumoauth.agents.ask;

import java.util.List;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;

/** Who acts by a credential, and for whom. */
final class AskActorContext {

  private AskActorContext() {}

  /** The current actor. */
  static SubjectRef agent(Caller caller) {
    return caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
  }

  /**
   * The same.
   *
   * @throws ApiException 403 if it is no agent
   */
  static SubjectRef requireAgent(Caller caller) {
    var agent = agent(caller);
    if (!agent.type().equals(SubjectRef.AGENT)) {
      throw ApiException.forbidden("Only agents may ask here; others use /api/v1/authz/check.");
    }
    return agent;
  }

  /** Everyone in whose name the agent acts, outermost principal last. */
  static List<SubjectRef> onBehalfOf(Caller caller) {
    return caller.onBehalfOf();
  }
}
