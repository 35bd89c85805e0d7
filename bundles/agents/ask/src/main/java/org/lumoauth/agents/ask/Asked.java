package org.lumoauth.agents.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A request that can be decided, or that could not be understood.
 *
 * @param caller who asks
 * @param action what it wants to do; empty if its question was not understood
 * @param resource on what
 * @param context what it said besides
 * @param words its question, where it asked in words
 * @param confidence how well the words were understood
 */
record Asked(
    Caller caller,
    Optional<String> action,
    Optional<Resource> resource,
    Map<String, Object> context,
    Optional<String> words,
    Optional<Double> confidence) {

  /** Who asks: the current actor. */
  SubjectRef agent() {
    return chain().get(0);
  }

  /** Everyone in whose name the agent asks, outermost principal last. */
  List<SubjectRef> onBehalfOf() {
    var chain = chain();
    return chain.subList(1, chain.size());
  }

  /** The question with the caller as it is known here, whatever an interpreter made of it. */
  Question question() {
    return new Question(
        caller.subject(),
        caller.actors(),
        action.orElseThrow(),
        resource,
        context,
        Optional.of(caller.scope()));
  }

  private List<SubjectRef> chain() {
    if (caller.actors().isEmpty()) {
      return List.of(caller.subject());
    }
    var chain = new ArrayList<>(caller.actors());
    chain.add(caller.subject());
    return chain;
  }
}
