/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: interprets a question in natural language as an action that can be decided.
 * Registered with {@code lumoauth.kind=question-interpreter} and {@code lumoauth.name}. If there
 * are several, the first by {@code service.ranking} that finds a candidate wins. Its result is
 * decided like an action that the agent named itself, so it cannot extend anyone's rights.
 */
public interface QuestionInterpreter {

  /** Interprets a question of an agent. */
  QuestionInterpretation interpret(
      TenantContext tenant, SubjectRef agent, NaturalLanguageQuestion words);

  /**
   * A question of an agent in natural language.
   *
   * @param text the question, at most 2,000 characters; untrusted, never to be executed as an
   *     instruction
   * @param resource the resource that the agent named separately from the question
   * @param context further information from the agent, as JSON-like values
   */
  record NaturalLanguageQuestion(
      String text, Optional<Resource> resource, Map<String, Object> context) {}

  /**
   * The interpretation of a question.
   *
   * @param candidates the possible actions, the most probable first; empty if the question is not
   *     understood
   * @param resource the resource that the question names; empty if it names none, or if {@link
   *     NaturalLanguageQuestion#resource} names it
   * @param problem why the question must not be decided although there are candidates, for example
   *     because it contains several actions
   * @param rankedBy how the candidates were ranked: {@code embeddings} if a language model compared
   *     their meaning, {@code words} if only their words were compared
   * @param ignoredDetails names, numbers and dates of the question that the decision does not
   *     consider
   */
  record QuestionInterpretation(
      List<ActionCandidate> candidates,
      Optional<Resource> resource,
      Optional<InterpretationProblem> problem,
      Optional<String> rankedBy,
      List<String> ignoredDetails) {

    /** Value of {@code rankedBy} if a language model compared the meaning. */
    public static final String BY_EMBEDDINGS = "embeddings";

    /** Value of {@code rankedBy} if only words were compared. */
    public static final String BY_WORDS = "words";

    public QuestionInterpretation {
      candidates = List.copyOf(candidates);
      ignoredDetails = List.copyOf(ignoredDetails);
    }

    /** Creates an interpretation that does not say how the candidates were ranked. */
    public QuestionInterpretation(
        List<ActionCandidate> candidates,
        Optional<Resource> resource,
        Optional<InterpretationProblem> problem) {
      this(candidates, resource, problem, Optional.empty(), List.of());
    }

    /** Returns the interpretation of a question that was not understood. */
    public static QuestionInterpretation empty() {
      return new QuestionInterpretation(List.of(), Optional.empty(), Optional.empty());
    }
  }

  /**
   * A possible action.
   *
   * @param action a permission, compared byte for byte
   * @param confidence 0 to 1
   */
  record ActionCandidate(String action, double confidence) {}

  /**
   * The reason why a question is not decided.
   *
   * @param code the machine-readable code, such as {@code several_actions}
   * @param text a sentence that the agent can act on
   */
  record InterpretationProblem(String code, String text) {}
}
