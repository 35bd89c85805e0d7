/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.QuestionInterpreter.InterpretationProblem;

/**
 * A parsed question.
 *
 * @param parts the meaningful words, in their order
 * @param names words that are names of actions, or look like names
 * @param doubt the problem that prevents a decision about any action
 */
record ParsedQuestion(
    List<SentenceWord> parts, List<String> names, Optional<InterpretationProblem> doubt) {

  /**
   * A word of a question.
   *
   * @param stem the stem, after synonyms
   * @param verbClass the class of actions that the word requests; empty text if it requests none
   * @param filler whether the word may also have no meaning
   */
  record SentenceWord(String stem, String verbClass, boolean filler) {}
}
