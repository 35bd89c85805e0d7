package org.lumoauth.testkit.contract;

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

/** What every {@link MessageChannel} does. */
public abstract class MessageChannelContract {

  /** The provider. */
  protected abstract MessageChannel channel();

  /** The tenant that sends. */
  protected abstract TenantContext tenant();

  /** An address that the channel takes. */
  protected abstract String address();

  /** An address of the channel's form that it does not take. */
  protected abstract String refusedAddress();

  /** Texts that were handed over, oldest first. */
  protected abstract List<String> sent();

  @Test
  void namesItsMedium() {
    assertTrue(Set.of("email", "sms", "voice", "push").contains(channel().medium()));
  }

  @Test
  void handsTheMessageOver() throws MessageDeliveryException {
    channel().send(tenant(), TestBuilders.aMessage().to(address()).withText("Hello.").build());

    assertTrue(sent().stream().anyMatch(text -> text.contains("Hello.")));
  }

  @Test
  void saysThatItDidNotTakeAMessage() {
    assertThrows(MessageDeliveryException.class, () -> send(refusedAddress()));
  }

  @Test
  void doesNotRepeatTheAddressInAFailure() {
    var failure = assertThrows(MessageDeliveryException.class, () -> send(refusedAddress()));

    assertFalse(failure.getMessage().contains(refusedAddress()));
  }

  @Test
  void takesNoAddressThatBringsFurtherOnes() {
    for (String more : List.of("\r\nBcc: evil@example.com", "\nX: y", "\0")) {
      int before = sent().size();
      assertThrows(MessageDeliveryException.class, () -> send(address() + more));
      assertTrue(sent().size() == before, "nothing may be sent");
    }
  }

  private void send(String to) throws MessageDeliveryException {
    channel().send(tenant(), TestBuilders.aMessage().to(to).build());
  }
}
