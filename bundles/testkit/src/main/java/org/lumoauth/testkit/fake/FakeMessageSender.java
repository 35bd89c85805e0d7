/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.message.MessageSender;
import org.lumoauth.api.tenant.TenantContext;

/** Records the sent messages. */
public final class FakeMessageSender implements MessageSender {

  /** A recorded message. */
  public record RecordedMessage(
      String tenantId,
      String medium,
      String to,
      String template,
      List<Locale> locales,
      Map<String, Object> model) {}

  private final List<RecordedMessage> sent = new ArrayList<>();
  private final Set<String> lacking = new HashSet<>();

  /** Removes the channel of a medium. */
  public FakeMessageSender without(String medium) {
    lacking.add(medium);
    return this;
  }

  /** Restores the channel of a medium; initially every medium has one. */
  public FakeMessageSender with(String medium) {
    lacking.remove(medium);
    return this;
  }

  @Override
  public boolean isAvailable(TenantContext tenant, String medium) {
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
    sent.add(new RecordedMessage(tenant.id(), medium, to, template, locales, model));
  }

  /** Returns all recorded messages, in order. */
  public List<RecordedMessage> sent() {
    return List.copyOf(sent);
  }
}
