/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.Optional;
import org.lumoauth.api.agent.QuestionInterpreter;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Interprets questions by their words alone: the result is deterministic, and no external service
 * sees the question. Has the lowest ranking, so that an operator's own interpreter is tried first.
 */
@Component(
    property = {
      "lumoauth.kind=question-interpreter",
      "lumoauth.name=words",
      "service.ranking:Integer=-100"
    })
public final class LexicalQuestionInterpreter implements QuestionInterpreter {

  private static final InterpretationProblem SOMETHING_ELSE =
      new InterpretationProblem(
          "question_not_understood",
          "The question asks for an operation that matches no known action. Send the "
              + "name of the action in `action`.");

  private final VocabularyCache vocabularies;
  private final QuestionParser reader;

  @Activate
  public LexicalQuestionInterpreter(@Reference VocabularyCache vocabularies) {
    this.vocabularies = vocabularies;
    this.reader = new QuestionParser(vocabularies.words(), vocabularies.lexicon());
  }

  @Override
  public QuestionInterpretation interpret(
      TenantContext tenant, SubjectRef agent, NaturalLanguageQuestion words) {
    var vocabulary = vocabularies.of(tenant, agent);
    var sentence =
        reader.read(words.text(), vocabulary, words.resource().map(Resource::id).orElse(""));
    String about = words.resource().map(on -> vocabularies.words().stem(on.type())).orElse("");
    var judge = new ActionMatcher(vocabulary);
    var candidates = judge.candidates(sentence, about);
    if (candidates.isEmpty()) {
      return QuestionInterpretation.empty();
    }
    var doubt =
        sentence
            .doubt()
            .or(
                () ->
                    judge.asksForSomethingElse(sentence, about, candidates)
                        ? Optional.of(SOMETHING_ELSE)
                        : Optional.empty());
    return new QuestionInterpretation(candidates, Optional.empty(), doubt);
  }
}
