package org.lumoauth.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.message.Message;
import org.lumoauth.platform.messaging.template.MessageTemplateRegistry;

/**
 * A rendered message in the queue, encrypted because it may contain a sign-in link. The template
 * model is not stored.
 */
final class QueuedMessageCipher {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SecretProtectionService vault;

  QueuedMessageCipher(SecretProtectionService vault) {
    this.vault = vault;
  }

  private record EnvelopeContent(
      String to,
      String template,
      String locale,
      String tenantName,
      String subject,
      String text,
      String html) {}

  byte[] seal(String tenantId, String id, Message message) {
    var content =
        new EnvelopeContent(
            message.to(),
            message.template(),
            message.locale(),
            (String) message.model().get(MessageTemplateRegistry.TENANT_NAME),
            message.subject().orElse(null),
            message.text(),
            message.html().orElse(null));
    try {
      return vault.encrypt(tenantId, context(id), JSON.writeValueAsBytes(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the message cannot be serialized as JSON", e);
    }
  }

  Message open(String tenantId, String id, byte[] sealed) {
    try {
      EnvelopeContent content =
          JSON.readValue(vault.decrypt(tenantId, context(id), sealed), EnvelopeContent.class);
      return new Message(
          content.to(),
          content.template(),
          content.locale(),
          content.tenantName() == null
              ? Map.of() // stored before this member was introduced
              : Map.of(MessageTemplateRegistry.TENANT_NAME, content.tenantName()),
          Optional.ofNullable(content.subject()),
          content.text(),
          Optional.ofNullable(content.html()));
    } catch (IOException e) {
      throw new IllegalStateException(
          "the message " + id + " in msg_outbox has an unexpected format", e);
    }
  }

  private static String context(String id) {
    return "message/" + id;
  }
}
