package org.lumoauth.agents.ask;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.ToolDecisionService.ToolDecision;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A request that can be decided, or that could not be understood.
 *
 * @param caller who asks
 * @param action what it wants to do; empty if its question was not understood
 * @param resource on what
 * @param context what it said besides
 * @param words its question and what was made of it, where it asked in words
 * @param tool the tool that it asks about, where it does
 * @param refusal why this is not decided at all; empty if it is
 */
record AccessQuestion(
    Caller caller,
    Optional<String> action,
    Optional<Resource> resource,
    Map<String, Object> context,
    Optional<InterpretedQuestion> words,
    Optional<ToolQuery> tool,
    Optional<AccessQuestionRefusal> refusal) {

  /**
   * Why something is not decided.
   *
   * @param code for machines
   * @param text a sentence
   * @param remedy what the agent can do
   */
  record AccessQuestionRefusal(String code, String text, String remedy) {}

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

  /** The same, as it is asked about a tool of a registered server. */
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

  /** Who asks: the current actor. */
  SubjectRef agent() {
    return AskActorContext.agent(caller);
  }

  /** Everyone in whose name the agent asks, outermost principal last. */
  List<SubjectRef> onBehalfOf() {
    return AskActorContext.onBehalfOf(caller);
  }

  /** The question with the caller as it is known here, whatever an interpreter made of it. */
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
