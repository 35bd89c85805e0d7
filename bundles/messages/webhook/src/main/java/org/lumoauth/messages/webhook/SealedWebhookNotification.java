/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.delivery.WebhookNotification;
import org.lumoauth.api.key.SecretProtectionService;

/**
 * The encrypted part of a stored notification.
 *
 * @param to the target URL
 * @param body the text posted, the same at every attempt
 * @param secret the secret that signs the notification
 */
record SealedWebhookNotification(String to, String body, String secret) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static byte[] seal(SecretProtectionService vault, String tenantId, WebhookNotification notice) {
    try {
      Map<String, Object> kept = new LinkedHashMap<>();
      kept.put("to", notice.to().toString());
      kept.put("body", JSON.writeValueAsString(notice.body()));
      kept.put("secret", notice.secret());
      return vault.encrypt(
          tenantId, context(notice.purpose(), notice.key()), JSON.writeValueAsBytes(kept));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }

  static SealedWebhookNotification open(
      SecretProtectionService vault, WebhookNotificationStore.PendingWebhookNotification waiting) {
    byte[] plain =
        vault.decrypt(
            waiting.tenantId(), context(waiting.purpose(), waiting.key()), waiting.sealed());
    try {
      Map<?, ?> kept = JSON.readValue(plain, Map.class);
      return new SealedWebhookNotification(
          (String) kept.get("to"), (String) kept.get("body"), (String) kept.get("secret"));
    } catch (IOException e) {
      throw new IllegalStateException(
          "the notification " + waiting.key() + " in whk_notice is not valid JSON", e);
    }
  }

  private static String context(String purpose, String key) {
    return "webhook/" + purpose + "/" + key;
  }

  @Override
  public String toString() {
    return "SealedNotice";
  }
}
