/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.lumoauth.platform.apikeys.ApiKey;

/**
 * The JSON representation of an API key. {@code key} and {@code _note} are present only in the
 * response to its creation.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ApiKeyView(
    String id,
    String name,
    List<String> scopes,
    String createdAt,
    String expiresAt,
    String lastUsedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) String key,
    @JsonProperty("_note") @JsonInclude(JsonInclude.Include.NON_NULL) String note) {

  static ApiKeyView of(ApiKey key) {
    return new ApiKeyView(
        key.id(),
        key.name(),
        key.scopes().stream().sorted().toList(),
        time(key.createdAt()),
        key.expiresAt().map(ApiKeyView::time).orElse(null),
        key.lastUsedAt().map(ApiKeyView::time).orElse(null),
        null,
        null);
  }

  /** Returns a copy with the clear-text key. */
  ApiKeyView with(String clearText) {
    var once = "The key is shown only once. Store it now.";
    return new ApiKeyView(id, name, scopes, createdAt, expiresAt, lastUsedAt, clearText, once);
  }

  @Override
  public String toString() {
    return "ApiKeyView[" + id + "]";
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
