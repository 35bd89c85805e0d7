/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.util.List;
import java.util.function.Function;

/**
 * A valid request.
 *
 * @param questions the questions to decide, at least one
 * @param body creates the response body from the answers, in the order of the questions
 */
record ParsedAskRequest(
    List<AccessQuestion> questions, Function<List<AskResponse>, AskEndpointResponse> body) {

  /** Returns a request with one question. Its response is the answer. */
  static ParsedAskRequest single(AccessQuestion question, AskAnswerFormatter format) {
    return new ParsedAskRequest(List.of(question), answers -> format.single(answers.get(0)));
  }

  /** Returns a request with {@code requests}. */
  static ParsedAskRequest batch(List<AccessQuestion> questions, AskAnswerFormatter format) {
    return new ParsedAskRequest(questions, format::batch);
  }

  /** Returns a request with {@code tools}. */
  static ParsedAskRequest tools(List<AccessQuestion> questions, AskAnswerFormatter format) {
    return new ParsedAskRequest(questions, format::tools);
  }
}
