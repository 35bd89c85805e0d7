package org.lumoauth.authz.authzen;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search found (section 8), {@code page} first: a client that reads the response as a stream
 * knows whether it is complete before the first result.
 *
 * @param page where to go on
 * @param results subjects or resources as {@code type} and {@code id}, actions as {@code name}
 */
@JsonPropertyOrder({"page", "results"})
record SearchResponse(SearchPageBody page, List<Map<String, String>> results) {

  /**
   * @param nextToken empty at the end
   * @param count how many results there are in this part
   * @param properties {@code complete}: whether nothing was left out, here or behind the token
   */
  record SearchPageBody(
      @JsonProperty("next_token") String nextToken, int count, Map<String, Object> properties) {}

  static SearchResponse of(
      List<Map<String, String>> results, Optional<String> next, boolean complete) {
    return new SearchResponse(
        new SearchPageBody(next.orElse(""), results.size(), Map.of("complete", complete)), results);
  }
}
