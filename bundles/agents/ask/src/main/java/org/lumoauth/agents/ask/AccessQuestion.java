/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.ask.tool.ToolQuery;
import org.lumoauth.api.agent.ToolDecisionService.ToolDecision;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;

/**
 * An access request of an agent that can be decided, or that could not be interpreted.
 *
 * @param caller the caller
 * @param action the requested action; empty if the question was not understood
 * @param resource the resource of the action
 * @param context further context that the request carries
 * @param words the question and its interpretation, if the request is in natural language
 * @param tool the requested tool, if the request is about a tool
 * @param refusal why the request is not decided; empty if it is decided
 */
public record AccessQuestion(
    Caller caller,
    Optional<String> action,
    Optional<Resource> resource,
    Map<String, Object> context,
    Optional<InterpretedQuestion> words,
    Optional<ToolQuery> tool,
    Optional<AccessQuestionRefusal> refusal) {

  /**
   * Explains why a request is not decided.
   *
   * @param code the machine-readable code
   * @param text a sentence for people
   * @param remedy what the agent can do
   */
  public record AccessQuestionRefusal(String code, String text, String remedy) {}

  static AccessQuestion action(
      Caller caller, String action, Optional<Resource> resource, Map<String, Object> context) {
    return new AccessQuestion(
        caller,
        Optional.of(action),
        resource,
        context,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns this request as a request about a tool of a registered server. */
  AccessQuestion onServer(ToolDecision decided) {
    return new AccessQuestion(
        caller,
        Optional.of(decided.action()),
        Optional.of(decided.resource()),
        decided.context(),
        words,
        tool.map(named -> new ToolQuery(named.name(), ToolQuery.BY_SERVER, named.serverId())),
        refusal);
  }

  /** Returns the requesting agent: the current actor. */
  SubjectRef agent() {
    return AskCallerActorReader.agent(caller);
  }

  /** Returns every subject that the agent acts for, outermost principal last. */
  List<SubjectRef> onBehalfOf() {
    return AskCallerActorReader.onBehalfOf(caller);
  }

  /** Returns the action that is decided; empty if the request is not decided. */
  Optional<String> decidedAction() {
    return refusal.isPresent() ? Optional.empty() : action;
  }

  /**
   * Returns the decision request. Its caller is the authenticated caller, regardless of the
   * interpreter's result.
   */
  DecisionRequest question() {
    return new DecisionRequest(
        caller.subject(),
        caller.actors(),
        action.orElseThrow(),
        resource,
        context,
        Optional.of(caller.scope()));
  }
}
