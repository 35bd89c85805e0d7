package org.lumoauth.platform.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.message.Message;
import org.lumoauth.api.message.Messages;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.messaging.template.KnownTemplates;
import org.lumoauth.platform.messaging.template.TemplateStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes messages: rendered and in the database when the call returns, sent from there. */
@Component(
    service = {Messages.class, TenantDataOwner.class},
    property = {"lumoauth.kind=tenant-data", "lumoauth.name=platform-messaging"})
public final class QueuedMessages implements Messages, TenantDataOwner {

  private final Outbox outbox;
  private final Identifiers identifiers;
  private final Envelope envelope;
  private final Rendering rendering;
  private final Delivery delivery;

  @Activate
  public QueuedMessages(
      @Reference Outbox outbox,
      @Reference SecretVault vault,
      @Reference Identifiers identifiers,
      @Reference KnownTemplates known,
      @Reference TemplateStore own,
      @Reference TenantNames names,
      @Reference Delivery delivery) {
    this.outbox = outbox;
    this.identifiers = identifiers;
    this.envelope = new Envelope(vault);
    this.rendering = new Rendering(known, own, names);
    this.delivery = delivery;
  }

  @Override
  public boolean available(TenantContext tenant, String medium) {
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
      throw Problem.moduleUnavailable("message-channel/" + medium);
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
