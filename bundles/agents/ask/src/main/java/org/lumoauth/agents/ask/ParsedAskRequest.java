/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.util.List;
import java.util.function.Function;
import org.lumoauth.agents.ask.AskResponse.AskBatchResponse;
import org.lumoauth.agents.ask.AskResponse.AskToolsResponse;

/**
 * A valid request.
 *
 * @param questions the questions to decide, at least one
 * @param body creates the response body from the answers, in the order of the questions
 */
record ParsedAskRequest(
    List<AccessQuestion> questions, Function<List<AskResponse>, AskEndpointResponse> body) {

  /** Returns a request with one question. Its response is the answer. */
  static ParsedAskRequest single(AccessQuestion question) {
    return new ParsedAskRequest(List.of(question), answers -> answers.get(0));
  }

  /** Returns a request with {@code requests}. */
  static ParsedAskRequest batch(List<AccessQuestion> questions) {
    return new ParsedAskRequest(questions, AskBatchResponse::of);
  }

  /** Returns a request with {@code tools}. */
  static ParsedAskRequest tools(List<AccessQuestion> questions) {
    return new ParsedAskRequest(questions, AskToolsResponse::of);
  }
}
