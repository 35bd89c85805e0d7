package org.lumoauth.api.delivery;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * Something that another server is told.
 *
 * @param purpose what for, as {@code approval-webhook}: named in logs
 * @param key names it among those of its purpose: what waits already is not added again; at most
 *     100 characters
 * @param to where it is posted to
 * @param body the JSON object that is posted
 * @param secret by which it is signed
 */
public record WebhookNotification(
    String purpose, String key, URI to, Map<String, Object> body, String secret) {
  public WebhookNotification {
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(secret, "secret");
    body = Map.copyOf(body);
  }

  @Override
  public String toString() {
    return "Notice[" + purpose + "/" + key + "]";
  }
}
