/* SPDX-License-Identifier: Apache-2.0 */
package org.example.housewords;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.QuestionInterpreter;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/** Stands for a language model: it knows what a house calls things, surely or not. */
public final class FixedVocabularyInterpreter implements QuestionInterpreter {

  @Override
  public QuestionInterpretation interpret(
      TenantContext tenant, SubjectRef agent, NaturalLanguageQuestion words) {
    return switch (words.text()) {
      case "Is the blue shelf open to me?" ->
          interpretation(new ActionCandidate("documents.read", 0.95));
      case "Is the red shelf open to me?" ->
          interpretation(new ActionCandidate("documents.delete", 0.95));
      case "Is the grey shelf open to me?" ->
          interpretation(
              new ActionCandidate("documents.read", 0.5),
              new ActionCandidate("documents.delete", 0.4));
      default -> QuestionInterpretation.empty();
    };
  }

  private static QuestionInterpretation interpretation(ActionCandidate... candidates) {
    return new QuestionInterpretation(List.of(candidates), Optional.empty(), Optional.empty());
  }
}
