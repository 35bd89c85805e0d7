package org.lumoauth.platform.apikeys;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A key on the wire.
 *
 * @param key in clear text, in the answer that makes it and in no other
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKeyView(
    String id,
    String name,
    List<String> scopes,
    String createdAt,
    String expiresAt,
    String lastUsedAt,
    String key) {

  static ApiKeyView of(ApiKey key) {
    return new ApiKeyView(
        key.id(),
        key.name(),
        key.scopes().stream().sorted().toList(),
        text(key.createdAt()),
        key.expiresAt().map(ApiKeyView::text).orElse(null),
        key.lastUsedAt().map(ApiKeyView::text).orElse(null),
        null);
  }

  ApiKeyView with(String clearText) {
    return new ApiKeyView(id, name, scopes, createdAt, expiresAt, lastUsedAt, clearText);
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  @Override
  public String toString() {
    return "ApiKeyView[" + id + "]";
  }
}
