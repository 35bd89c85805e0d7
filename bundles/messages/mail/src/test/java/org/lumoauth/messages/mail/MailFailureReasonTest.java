package org.lumoauth.messages.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.ConnectException;
import javax.mail.AuthenticationFailedException;
import javax.mail.MessagingException;
import javax.mail.SendFailedException;
import org.junit.jupiter.api.Test;

class MailFailureReasonTest {

  @Test
  void namesWhatFailedAndWhatCausedIt() {
    var failure =
        new MessagingException(
            "Couldn't connect to host, port: mail.example.com, 587",
            new ConnectException("Connection refused"));

    assertEquals(
        "MessagingException (Couldn't connect to host, port: mail.example.com, 587),"
            + " by ConnectException (Connection refused)",
        MailFailureReason.of(failure));
  }

  @Test
  void hasOfTheServersReplyOnlyTheCodes() {
    assertEquals(
        "AuthenticationFailedException (535 5.7.8)",
        MailFailureReason.of(new AuthenticationFailedException("535 5.7.8 bad password of ada\n")));
    assertEquals(
        "MessagingException (421)",
        MailFailureReason.of(new MessagingException("421 mx1 busy, ada")));
  }

  @Test
  void hasNoAddress() {
    var refused = new SendFailedException("no <ada@example.com>, \"eve e\"@example.com\nhere");

    assertEquals(
        "SendFailedException (no an address an address here)", MailFailureReason.of(refused));
  }

  @Test
  void bearsAFailureThatSaysNothing() {
    assertEquals("MessagingException", MailFailureReason.of(new MessagingException()));
  }
}
