/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.delivery;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * A notification to another server.
 *
 * @param purpose the purpose, such as {@code approval-webhook}: used in logs
 * @param key identifies the notification within its purpose: a duplicate of a pending one is not
 *     added; at most 100 characters
 * @param to the URL that receives the POST request
 * @param body the JSON object to send
 * @param secret the signing secret
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
