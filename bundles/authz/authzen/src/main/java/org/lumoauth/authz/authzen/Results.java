package org.lumoauth.authz.authzen;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search found (section 8).
 *
 * @param results subjects or resources as {@code type} and {@code id}, actions as {@code name}
 * @param page where to go on
 */
record Results(List<Map<String, String>> results, PageBody page) {

  /**
   * @param nextToken empty at the end
   * @param count how many results there are in this part
   * @param properties {@code complete}: whether nothing was left out, here or behind the token
   */
  record PageBody(
      @JsonProperty("next_token") String nextToken, int count, Map<String, Object> properties) {}

  static Results of(List<Map<String, String>> results, Optional<String> next, boolean complete) {
    return new Results(
        results, new PageBody(next.orElse(""), results.size(), Map.of("complete", complete)));
  }
}
