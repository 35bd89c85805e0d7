/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.ConnectException;
import javax.mail.AuthenticationFailedException;
import javax.mail.MessagingException;
import javax.mail.SendFailedException;
import org.junit.jupiter.api.Test;

class MailFailureReasonFormatterTest {

  @Test
  void namesFailureAndCause() {
    var failure =
        new MessagingException(
            "Couldn't connect to host, port: mail.example.com, 587",
            new ConnectException("Connection refused"));

    assertEquals(
        "MessagingException (Couldn't connect to host, port: mail.example.com, 587),"
            + " by ConnectException (Connection refused)",
        MailFailureReasonFormatter.of(failure));
  }

  @Test
  void keepsOnlyStatusCodesOfServerReply() {
    assertEquals(
        "AuthenticationFailedException (535 5.7.8)",
        MailFailureReasonFormatter.of(
            new AuthenticationFailedException("535 5.7.8 bad password of ada\n")));
    assertEquals(
        "MessagingException (421)",
        MailFailureReasonFormatter.of(new MessagingException("421 mx1 busy, ada")));
  }

  @Test
  void removesEmailAddresses() {
    var refused = new SendFailedException("no <ada@example.com>, \"eve e\"@example.com\nhere");

    assertEquals(
        "SendFailedException (no an address an address here)",
        MailFailureReasonFormatter.of(refused));
  }

  @Test
  void formatsFailureWithoutMessage() {
    assertEquals("MessagingException", MailFailureReasonFormatter.of(new MessagingException()));
  }
}
