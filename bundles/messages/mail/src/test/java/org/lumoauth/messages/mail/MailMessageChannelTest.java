/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.message.Message;
import org.lumoauth.api.message.MessageChannel.MessageDeliveryException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class MailMessageChannelTest {

  private static final TenantContext ACME = aTenant().build();
  private static final FakeSettingsStore SETTINGS =
      new FakeSettingsStore().with(MailSettings.SECTION, new MailSettings());
  private static final MimeMessageBuilder MIME = new MimeMessageBuilder("no-reply@example.com", "");

  @TempDir private Path folder;

  @Test
  void deliversMessageToSmtpServer() throws Exception {
    var server = new GreenMail(ServerSetup.SMTP.dynamicPort());
    server.start();
    try {
      var config = new MailTestConfig("127.0.0.1", server.getSmtp().getPort(), "none");
      new MailMessageChannel(new SmtpTransport(config, config.host(), ""), MIME, SETTINGS)
          .send(ACME, to("ada@example.com"));

      var received = server.getReceivedMessages()[0];
      assertEquals("Größe ✓", received.getSubject());
      assertEquals("ada@example.com", received.getAllRecipients()[0].toString());
    } finally {
      server.stop();
    }
  }

  @Test
  void sendsNothingWithoutRequiredTls() {
    var server = new GreenMail(ServerSetup.SMTP.dynamicPort());
    server.start();
    try {
      var config = new MailTestConfig("127.0.0.1", server.getSmtp().getPort(), "starttls");
      var channel =
          new MailMessageChannel(new SmtpTransport(config, config.host(), ""), MIME, SETTINGS);

      assertThrows(MessageDeliveryException.class, () -> channel.send(ACME, to("ada@example.com")));
      assertEquals(0, server.getReceivedMessages().length);
    } finally {
      server.stop();
    }
  }

  @Test
  void writesFileReadableOnlyByOwner() throws Exception {
    new MailMessageChannel(new FileMailTransport(folder.resolve("outbox")), MIME, SETTINGS)
        .send(ACME, to("ada@example.com"));

    try (var files = Files.list(folder.resolve("outbox"))) {
      Path file = files.findFirst().orElseThrow();
      assertTrue(file.toString().endsWith(".eml"));
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertTrue(Files.readString(file).contains("To: ada@example.com"));
    }
  }

  @Test
  void usesTenantSenderNameAndReplyTo() throws Exception {
    var globex = aTenant("globex").build();
    var settings = new FakeSettingsStore().with(MailSettings.SECTION, new MailSettings());
    settings.change(
        globex,
        MailSettings.SECTION,
        Map.of("senderName", "Globex", "replyTo", "help@globex.example"));
    var channel = new MailMessageChannel(new FileMailTransport(folder), MIME, settings);

    channel.send(globex, to("ada@example.com"));

    try (var files = Files.list(folder)) {
      String mail = Files.readString(files.findFirst().orElseThrow());
      assertTrue(mail.contains("From: Globex <no-reply@example.com>"), mail);
      assertTrue(mail.contains("Reply-To: help@globex.example"), mail);
    }
  }

  @Test
  void usesTenantDisplayNameAsDefaultSender() throws Exception {
    var message =
        new Message(
            "ada@example.com",
            "hello",
            "en",
            Map.of("tenant_name", "Acme Health"),
            Optional.of("Hello"),
            "Hello",
            Optional.empty());

    new MailMessageChannel(new FileMailTransport(folder), MIME, SETTINGS).send(ACME, message);

    try (var files = Files.list(folder)) {
      String mail = Files.readString(files.findFirst().orElseThrow());
      assertTrue(mail.contains("From: Acme Health <no-reply@example.com>"), mail);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com, eve@example.com",
        "ada@example.com\r\nBcc: eve@example.com",
        "not an address",
        ""
      })
  void rejectsInvalidRecipientPermanently(String address) {
    var channel = new MailMessageChannel(new FileMailTransport(folder), MIME, SETTINGS);

    var failure =
        assertThrows(MessageDeliveryException.class, () -> channel.send(ACME, to(address)));

    assertTrue(failure.isPermanent());
  }

  @Test
  void prefersSmtpHostFromEnvironment() {
    var config = new MailTestConfig("of-the-file.example.com", 25, "none");

    var way =
        MailMessageChannel.createTransport(
            config, Map.of("LUMOAUTH_SMTP_HOST", "wins.example.com"), null);

    assertEquals("wins.example.com", way.session(false).getProperty("mail.smtp.host"));
    assertEquals(
        "of-the-file.example.com",
        MailMessageChannel.createTransport(config, Map.of("LUMOAUTH_SMTP_HOST", ""), null)
            .session(false)
            .getProperty("mail.smtp.host"));
  }

  @Test
  void reportsConnectionFailureCause() {
    var channel =
        new MailMessageChannel(
            new SmtpTransport(new MailTestConfig("127.0.0.1", 1, "none"), "127.0.0.1", ""),
            MIME,
            SETTINGS);

    var failure =
        assertThrows(MessageDeliveryException.class, () -> channel.send(ACME, to("a@b.example")));

    assertTrue(failure.getMessage().contains("ConnectException"), failure.getMessage());
  }

  @Test
  void rejectsUnknownTransportSecurity() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new SmtpTransport(new MailTestConfig("127.0.0.1", 25, "plain"), "127.0.0.1", ""));
  }

  private static Message to(String address) {
    return new Message(
        address,
        "welcome",
        "en",
        Map.of(),
        Optional.of("Größe ✓"),
        "Hello",
        Optional.of("<p>Hello</p>"));
  }
}
