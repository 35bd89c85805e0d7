package org.lumoauth.testkit.fake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
  private final Set<String> lacking = new HashSet<>();

  /** From now on there is no channel for a medium. */
  public FakeMessages without(String medium) {
    lacking.add(medium);
    return this;
  }

  /** From now on there is one again; there is one for each at first. */
  public FakeMessages with(String medium) {
    lacking.remove(medium);
    return this;
  }

  @Override
  public boolean available(TenantContext tenant, String medium) {
    return !lacking.contains(medium);
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
