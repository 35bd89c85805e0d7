/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A search response (section 8), with {@code page} first: a client that reads it as a stream knows
 * before the first result whether it is complete.
 *
 * @param page the next page
 * @param results subjects or resources as {@code type} and {@code id}, actions as {@code name}
 */
@JsonPropertyOrder({"page", "results"})
record SearchResponse(SearchPageBody page, List<Map<String, String>> results) {

  /**
   * The page of a response.
   *
   * @param nextToken the token of the next page; empty at the end
   * @param count the number of results on this page
   * @param properties {@code complete}: whether no result was omitted, on this page or on the pages
   *     after it
   */
  record SearchPageBody(
      @JsonProperty("next_token") String nextToken, int count, Map<String, Object> properties) {}

  static SearchResponse of(
      List<Map<String, String>> results, Optional<String> next, boolean complete) {
    return new SearchResponse(
        new SearchPageBody(next.orElse(""), results.size(), Map.of("complete", complete)), results);
  }
}
