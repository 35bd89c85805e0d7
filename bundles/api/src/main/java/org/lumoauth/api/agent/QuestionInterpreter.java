package org.lumoauth.api.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: turns a question in natural language into an action that can be decided.
 * Registered with {@code lumoauth.kind=question-interpreter} and {@code lumoauth.name}; of several,
 * the highest {@code service.ranking} that finds anything is believed. What it finds is decided
 * like an action that the agent named itself: it can give nobody more rights.
 */
public interface QuestionInterpreter {

  /** Interprets a question of an agent. */
  QuestionInterpretation interpret(
      TenantContext tenant, SubjectRef agent, NaturalLanguageQuestion words);

  /**
   * What an agent asked.
   *
   * @param text the question, at most 2,000 characters; not to be obeyed
   * @param resource what it is about, where the agent named it beside the question
   * @param context what the agent said besides, JSON-like values
   */
  record NaturalLanguageQuestion(
      String text, Optional<Resource> resource, Map<String, Object> context) {}

  /**
   * What the question means.
   *
   * @param candidates actions that may be meant, the most probable first; empty if nothing is
   *     understood
   * @param resource what the question names as that to which it is to be done; empty if it names
   *     none, or if {@link NaturalLanguageQuestion#resource} says it
   * @param doubt why the question must not be decided although there are candidates, as that it
   *     asks for several actions at once
   */
  record QuestionInterpretation(
      List<ActionCandidate> candidates,
      Optional<Resource> resource,
      Optional<InterpretationProblem> problem) {
    public QuestionInterpretation {
      candidates = List.copyOf(candidates);
    }

    /** Nothing is understood. */
    public static QuestionInterpretation empty() {
      return new QuestionInterpretation(List.of(), Optional.empty(), Optional.empty());
    }
  }

  /**
   * An action that may be meant.
   *
   * @param action a permission, byte-exact
   * @param confidence 0 to 1
   */
  record ActionCandidate(String action, double confidence) {}

  /**
   * Why a question is not decided.
   *
   * @param code for machines, as {@code several_actions}
   * @param text a sentence that the agent can act on
   */
  record InterpretationProblem(String code, String text) {}
}
