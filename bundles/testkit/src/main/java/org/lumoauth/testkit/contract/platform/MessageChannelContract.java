/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.message.MessageChannel.MessageDeliveryException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;

/** The contract of every {@link MessageChannel}. */
public abstract class MessageChannelContract {

  /** Returns the provider under test. */
  protected abstract MessageChannel channel();

  /** Returns the sending tenant. */
  protected abstract TenantContext tenant();

  /** Returns an address that the channel accepts. */
  protected abstract String address();

  /** Returns a well-formed address that the channel rejects. */
  protected abstract String refusedAddress();

  /** Returns the texts handed over, oldest first. */
  protected abstract List<String> sent();

  @Test
  void declaresItsMedium() {
    assertTrue(Set.of("email", "sms", "voice", "push").contains(channel().medium()));
  }

  @Test
  void deliversMessage() throws MessageDeliveryException {
    channel().send(tenant(), TestBuilders.aMessage().to(address()).withText("Hello.").build());

    assertTrue(sent().stream().anyMatch(text -> text.contains("Hello.")));
  }

  @Test
  void reportsDeliveryFailure() {
    assertThrows(MessageDeliveryException.class, () -> send(refusedAddress()));
  }

  @Test
  void omitsAddressFromError() {
    var failure = assertThrows(MessageDeliveryException.class, () -> send(refusedAddress()));

    assertFalse(failure.getMessage().contains(refusedAddress()));
  }

  @Test
  void rejectsAddressWithLineBreak() {
    for (String more : List.of("\r\nBcc: evil@example.com", "\nX: y", "\0")) {
      int before = sent().size();
      assertThrows(MessageDeliveryException.class, () -> send(address() + more));
      assertTrue(sent().size() == before, "no message may be sent");
    }
  }

  private void send(String to) throws MessageDeliveryException {
    channel().send(tenant(), TestBuilders.aMessage().to(to).build());
  }
}
