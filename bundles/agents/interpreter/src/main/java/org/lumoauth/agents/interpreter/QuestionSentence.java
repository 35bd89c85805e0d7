package org.lumoauth.agents.interpreter;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.QuestionInterpreter.InterpretationProblem;

/**
 * A question, word by word.
 *
 * @param parts its words that say something, in their order
 * @param names words that are names of actions, or look like some
 * @param doubt what makes it impossible to decide, whatever it is about
 */
record QuestionSentence(
    List<SentenceWord> parts, List<String> names, Optional<InterpretationProblem> doubt) {

  /**
   * A word.
   *
   * @param stem after synonyms
   * @param verbClass the class of actions that it asks for; empty text if it asks for none
   * @param filler whether it may also say nothing
   */
  record SentenceWord(String stem, String verbClass, boolean filler) {}
}
