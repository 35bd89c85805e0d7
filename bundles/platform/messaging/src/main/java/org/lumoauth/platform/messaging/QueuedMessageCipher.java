/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.message.Message;
import org.lumoauth.platform.messaging.template.MessageTemplateRegistry;
import org.lumoauth.platform.persistence.JsonColumnConverter;

/**
 * A rendered message in the queue, encrypted because it may contain a sign-in link. The template
 * model is not stored.
 */
final class QueuedMessageCipher {

  private static final JsonColumnConverter<EnvelopeContent> CONTENT =
      JsonColumnConverter.of("msg_outbox", EnvelopeContent.class);

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
    return vault.encrypt(tenantId, context(id), CONTENT.writeBytes(content));
  }

  Message open(String tenantId, String id, byte[] sealed) {
    EnvelopeContent content = CONTENT.read(vault.decrypt(tenantId, context(id), sealed), id);
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
  }

  private static String context(String id) {
    return "message/" + id;
  }
}
