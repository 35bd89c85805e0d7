/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.Optional;
import org.lumoauth.api.agent.QuestionInterpreter.InterpretationProblem;
import org.lumoauth.api.agent.QuestionInterpreter.NaturalLanguageQuestion;
import org.lumoauth.api.agent.QuestionInterpreter.QuestionInterpretation;
import org.lumoauth.api.authz.Resource;

/**
 * Interprets English questions that consist of nothing but a phrase that asks, a verb and the
 * objects of an action. The result is certain only if every word is understood.
 */
final class LexicalQuestionInterpreter {

  private static final InterpretationProblem SOMETHING_ELSE =
      new InterpretationProblem(
          "question_not_understood",
          "The question asks for an operation that matches no known action.");

  private final WordTokenizer words;
  private final QuestionParser reader;

  LexicalQuestionInterpreter(WordTokenizer words, EnglishLexicon lexicon) {
    this.words = words;
    this.reader = new QuestionParser(words, lexicon);
  }

  QuestionInterpretation interpret(NaturalLanguageQuestion question, ActionVocabulary vocabulary) {
    var sentence =
        reader.read(question.text(), vocabulary, question.resource().map(Resource::id).orElse(""));
    String about = question.resource().map(on -> words.stem(on.type())).orElse("");
    var judge = new ActionMatcher(vocabulary);
    var candidates = judge.candidates(sentence, about);
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
