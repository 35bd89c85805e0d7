package org.lumoauth.testkit.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.message.Messages;
import org.lumoauth.api.tenant.TenantContext;

/** Remembers the messages that were handed over. */
public final class FakeMessages implements Messages {

  /** A message that was handed over. */
  public record Sent(
      String tenantId,
      String medium,
      String to,
      String template,
      List<Locale> locales,
      Map<String, Object> model) {}

  private final List<Sent> sent = new ArrayList<>();

  @Override
  public boolean available(TenantContext tenant, String medium) {
    return true;
  }

  @Override
  public void send(
      TenantContext tenant,
      String medium,
      String to,
      String template,
      List<Locale> locales,
      Map<String, Object> model) {
    sent.add(new Sent(tenant.id(), medium, to, template, locales, model));
  }

  /** Everything that was handed over, in order. */
  public List<Sent> sent() {
    return List.copyOf(sent);
  }
}
