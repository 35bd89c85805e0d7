/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.lumoauth.agents.ask.AskResponse.AskBatchResponse;
import org.lumoauth.agents.ask.AskResponse.AskRemediation;
import org.lumoauth.agents.ask.AskResponse.AskToolsResponse;
import org.lumoauth.api.web.ApiException;

/**
 * Turns answers into a response body. By default the body is small, because a model reads it; with
 * {@code explain=full} it contains the explanation of each decision.
 */
final class AskAnswerFormatter {

  /** Value of {@code explain} for a body with explanations. */
  static final String FULL = "full";

  /**
   * Maximum size of the complete next steps of an answer, in bytes of JSON. The first is always
   * complete; the steps that do not fit have their type alone.
   */
  static final int MAX_STEPS_SIZE = 360;

  /** Maximum size of a denial in a list, in bytes of JSON. */
  static final int MAX_ENTRY_SIZE = 300;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final boolean full;

  private AskAnswerFormatter(boolean full) {
    this.full = full;
  }

  /**
   * Returns the formatter for a value of {@code explain}.
   *
   * @param explain {@code full}, or null for the small body
   * @throws ApiException 400 for another value
   */
  static AskAnswerFormatter of(String explain) {
    if (explain != null && !explain.equals(FULL)) {
      throw ApiException.invalidRequest("`explain` must be \"full\" or absent.");
    }
    return new AskAnswerFormatter(explain != null);
  }

  /** Returns the body for one answer. */
  AskResponse single(AskResponse answer) {
    return full ? answer : answer.withoutExplanation(shortened(answer.nextSteps()));
  }

  /** Returns the body for the answers to {@code requests}. */
  AskBatchResponse<?> batch(List<AskResponse> answers) {
    return new AskBatchResponse<>(answers.size(), entries(answers));
  }

  /** Returns the body for the answers about {@code tools}. */
  AskToolsResponse<?> tools(List<AskResponse> answers) {
    var allowed = answers.stream().filter(AskResponse::allowed).map(AskResponse::tool).toList();
    return new AskToolsResponse<>(answers.size(), allowed, entries(answers));
  }

  private List<?> entries(List<AskResponse> answers) {
    return full ? answers : answers.stream().map(AskAnswerFormatter::entry).toList();
  }

  private static AskListEntry entry(AskResponse answer) {
    var entry = AskListEntry.of(answer);
    return answer.allowed() || size(entry) <= MAX_ENTRY_SIZE ? entry : entry.withoutDescription();
  }

  private static List<AskRemediation> shortened(List<AskRemediation> steps) {
    if (steps == null) {
      return null;
    }
    List<AskRemediation> shortened = new ArrayList<>();
    int size = 0;
    for (var step : steps) {
      size += size(step);
      shortened.add(shortened.isEmpty() || size <= MAX_STEPS_SIZE ? step : step.typeAlone());
    }
    return shortened.stream().distinct().toList();
  }

  private static int size(Object value) {
    try {
      return JSON.writeValueAsBytes(value).length;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the answer cannot be serialized to JSON", e);
    }
  }
}
