/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.message.Message;
import org.lumoauth.api.message.MessageChannel.MessageDeliveryException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.messages.mail.RecordingSmtpServer.RecordedSession;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** Characters whose low byte is CR, LF, NUL or a delimiter end no line on the wire. */
class SmtpInjectionTest {
  private static final TenantContext ACME = aTenant().build();

  /** "CR LF RCPT TO:&lt;eve@x.example&gt; CR LF" when each character is cut to its low byte. */
  private static final String HIDDEN_COMMAND = hidden("\r\nRCPT TO:<eve@x.example>\r\nDATA\r\n");

  @Test
  void sendsNoInjectedCommandWithoutSmtpUtf8() throws Exception {
    try (var server = new RecordingSmtpServer(false)) {
      for (String text : attacks()) {
        String address = "a" + text + "b@example.com";
        var failure = assertThrows(MessageDeliveryException.class, () -> send(server, to(address)));
        assertTrue(failure.isPermanent(), address);
      }
      for (RecordedSession session : server.sessions()) {
        assertEquals(0, session.commands("MAIL"), session.toString());
        assertEquals(0, session.commands("RCPT"), session.toString());
      }
    }
  }

  @Test
  void sendsNonAsciiAddressAsUtf8IfAnnounced() throws Exception {
    try (var server = new RecordingSmtpServer(true)) {
      String address = "瘍\u010D@example.com";

      send(server, to(address));

      RecordedSession session = server.sessions().get(0);
      assertEquals(1, session.commands("RCPT TO:<" + octets(address) + ">"), session.toString());
      assertEquals(1, session.commands("RCPT"), session.toString());
      assertTrue(session.commands().stream().anyMatch(line -> line.endsWith(" SMTPUTF8")));
      assertTrue(session.headers().contains("To: " + octets(address)), session.toString());
    }
  }

  @Test
  void sendsNoInjectedCommandWithSmtpUtf8() throws Exception {
    try (var server = new RecordingSmtpServer(true)) {
      for (String text : attacks()) {
        sendQuietly(server, to("a" + text + "b@example.com"));
      }
      for (RecordedSession session : server.sessions()) {
        assertTrue(session.commands("RCPT") <= 1, session.toString());
        assertTrue(session.commands("DATA") <= 1, session.toString());
        assertTrue(session.commands("MAIL") <= 1, session.toString());
        assertTrue(session.commands().size() <= 6, session.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void addsNoInjectedHeader(boolean announcesUtf8) throws Exception {
    try (var server = new RecordingSmtpServer(announcesUtf8)) {
      send(server, to("ada@example.com"));
      var expected = names(server.sessions().get(0));
      for (String text : attacks()) {
        send(server, everywhere(text));
        send(server, everywhere("\r\nBcc: eve@x.example\r\n\r\n" + text));
      }
      for (RecordedSession session : server.sessions()) {
        assertEquals(List.of("RCPT TO:<ada@example.com>"), recipients(session));
        assertEquals(expected, names(session), session.toString());
      }
    }
  }

  @Test
  void rejectsInjectionInSettings() {
    var schema = new MailSettings();
    for (String text : attacks()) {
      assertTrue(
          schema.findProblem("replyTo", "a@b" + text + "c.example").isPresent(), "domain " + text);
    }
    assertTrue(schema.findProblem("replyTo", "a\u202Eb@example.com").isPresent());
    assertTrue(schema.findProblem("replyTo", "a@example.com, b@example.com").isPresent());
    assertTrue(schema.findProblem("replyTo", "help@example.com").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no-reply", "a@瘍.example", "a@example.com\r\nBcc: b@example.com"})
  void rejectsInvalidSenderAddress(String from) {
    var failure =
        assertThrows(IllegalArgumentException.class, () -> new MimeMessageBuilder(from, ""));

    assertTrue(failure.getMessage().startsWith("from must be"), failure.getMessage());
  }

  /** U+7600 to U+767F alone and as a command, and others with the low bytes that matter. */
  private static List<String> attacks() {
    var points =
        IntStream.concat(
            IntStream.rangeClosed(0x7600, 0x767F),
            IntStream.of(0x00, 0x0A, 0x0D, 0x20, 0x22, 0x2C, 0x3A, 0x3B, 0x3C, 0x3E, 0x40)
                .flatMap(
                    low ->
                        IntStream.of(0x0100, 0x4E00, 0x7600, 0xAC00, 0x20000).map(b -> b + low)));
    var texts = new TreeSet<String>();
    points.mapToObj(Character::toString).forEach(texts::add);
    texts.add(HIDDEN_COMMAND);
    texts.add(hidden("\n.\nMAIL"));
    return List.copyOf(texts);
  }

  private static String hidden(String command) {
    var text = new StringBuilder();
    command.chars().forEach(letter -> text.appendCodePoint(0x7600 + letter));
    return text.toString();
  }

  private static Message to(String address) {
    return new Message(
        address, "hello", "en", Map.of(), Optional.of("Hello"), "Hello", Optional.of("<p>Hello"));
  }

  private static Message everywhere(String text) {
    return new Message(
        "ada@example.com",
        text,
        "en" + text,
        Map.of("tenant_name", "Acme" + text),
        Optional.of("Hello" + text),
        "Hello" + text,
        Optional.of("<p>Hello" + text));
  }

  private static void send(RecordingSmtpServer server, Message message)
      throws MessageDeliveryException {
    var way =
        new SmtpTransport(new MailTestConfig("127.0.0.1", server.port(), "none"), "127.0.0.1", "");
    var settings = new FakeSettingsStore().with(MailSettings.SECTION, new MailSettings());
    new MailMessageChannel(way, new MimeMessageBuilder("no-reply@example.com", ""), settings)
        .send(ACME, message);
  }

  private static void sendQuietly(RecordingSmtpServer server, Message message) {
    try {
      send(server, message);
    } catch (MessageDeliveryException e) {
      assertTrue(e.isPermanent(), message.to()); // refused: no address
    }
  }

  private static List<String> recipients(RecordedSession session) {
    return session.commands().stream().filter(line -> line.startsWith("RCPT")).toList();
  }

  private static List<String> names(RecordedSession session) {
    return session.headers().stream()
        .filter(line -> !line.startsWith(" ") && !line.startsWith("\t"))
        .map(line -> line.substring(0, line.indexOf(':')))
        .toList();
  }

  private static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
