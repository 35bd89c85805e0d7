/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.message.Message;
import org.lumoauth.api.message.MessageSender;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.messaging.template.MessageTemplateRegistry;
import org.lumoauth.platform.messaging.template.MessageTemplateStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Accepts messages: a message is rendered and stored in the database when the call returns, and
 * delivered from there.
 */
@Component(
    service = {MessageSender.class, TenantDataEraser.class},
    property = {"lumoauth.kind=tenant-data", "lumoauth.name=platform-messaging"})
public final class OutboxBackedMessageSender implements MessageSender, TenantDataEraser {

  private final MessageOutbox outbox;
  private final IdGenerator identifiers;
  private final QueuedMessageCipher envelope;
  private final MessageRenderer rendering;
  private final MessageDeliveryWorker delivery;

  @Activate
  public OutboxBackedMessageSender(
      @Reference MessageOutbox outbox,
      @Reference SecretProtectionService vault,
      @Reference IdGenerator identifiers,
      @Reference MessageTemplateRegistry known,
      @Reference MessageTemplateStore own,
      @Reference TenantDisplayNameResolver names,
      @Reference MessageDeliveryWorker delivery) {
    this.outbox = outbox;
    this.identifiers = identifiers;
    this.envelope = new QueuedMessageCipher(vault);
    this.rendering = new MessageRenderer(known, own, names);
    this.delivery = delivery;
  }

  @Override
  public boolean isAvailable(TenantContext tenant, String medium) {
    return delivery.available(medium);
  }

  @Override
  public void send(
      TenantContext tenant,
      String medium,
      String to,
      String template,
      List<Locale> locales,
      Map<String, Object> model) {
    if (!delivery.available(medium)) {
      throw ApiException.moduleUnavailable("message-channel/" + medium);
    }
    Message message = rendering.render(tenant, to, template, locales, model);
    String id = identifiers.next("msg_");
    byte[] sealed = envelope.seal(tenant.id(), id, message);
    outbox.add(tenant.id(), id, medium, sealed, Instant.now());
    delivery.wake();
  }

  @Override
  public void erase(String tenantId) {
    outbox.erase(tenantId);
  }
}
