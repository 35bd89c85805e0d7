/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.message.Message;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.message.MessageTemplateProvider;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.messaging.template.MessageTemplateRegistry;
import org.lumoauth.platform.messaging.template.MessageTemplateStore;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class OutboxBackedMessageSenderTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String ADA = "ada@example.com";

  private final List<Message> taken = new ArrayList<>();
  private Optional<MessageChannel.MessageDeliveryException> failure = Optional.empty();
  private Instant now = Instant.now();
  private final FakeSettingsStore settings = new FakeSettingsStore();
  private final FakeProviderRegistry registry =
      new FakeProviderRegistry().with(MessageTemplateProvider.class, "test", new Templates());

  @DatabaseTest
  void sendsMessageInRecipientLanguage(TestDatabase database) {
    var room = new Room(database, true);
    room.send(Locale.GERMAN, "<b>Ada</b>");

    room.deliver();

    assertEquals("Hallo <b>Ada</b>", taken.get(0).text());
    assertEquals(Optional.of("<p>Hallo &lt;b&gt;Ada&lt;/b&gt;</p>"), taken.get(0).html());
  }

  @DatabaseTest
  void prefersTenantTemplateOnlyInItsLanguage(TestDatabase database) {
    var room = new Room(database, true);
    var own =
        new MessageTemplateProvider.MessageTemplate(
            Optional.of("Moin"), "Moin ${name} ${link}", Optional.empty());
    room.templates.put(ACME.id(), "hello", "de", own, true, Instant.now());

    room.send(Locale.GERMAN, "Ada");
    room.deliver();
    room.send(Locale.ENGLISH, "Ada");
    room.deliver();

    assertEquals("Moin Ada https://acme.example/x", taken.get(0).text());
    assertEquals("Hello Ada", taken.get(1).text());
  }

  /** Not that of the browser in which it may be opened. */
  @DatabaseTest
  void localizesLinkInMessageLanguage(TestDatabase database) {
    var room = new Room(database, true);
    var own =
        new MessageTemplateProvider.MessageTemplate(
            Optional.of("Moin"), "Moin ${link}", Optional.empty());
    room.templates.put(ACME.id(), "hello", "de", own, true, Instant.now());
    var page = ACME.issuer().replaceFirst("/api/v1$", "") + "/login";
    var wanted = List.of(Locale.FRENCH, Locale.GERMAN);

    room.send(wanted, "Ada", page);
    room.deliver();

    assertEquals("Moin " + page + "?ui_locales=de", taken.get(0).text());
  }

  @DatabaseTest
  void ignoresTenantTemplateThatLeaksLink(TestDatabase database) {
    var room = new Room(database, true);
    var kept =
        new MessageTemplateProvider.MessageTemplate(
            Optional.of("Hi"), "https://evil.example/?u=${link}", Optional.empty());
    room.templates.put(ACME.id(), "hello", "en", kept, true, Instant.now());

    room.send(Locale.ENGLISH, "Ada");
    room.deliver();

    assertEquals("Hello Ada", taken.get(0).text());
  }

  @DatabaseTest
  void ignoresDisabledTenantTemplate(TestDatabase database) {
    var room = new Room(database, true);
    var own =
        new MessageTemplateProvider.MessageTemplate(
            Optional.of("Hi"), "Hi ${name}", Optional.empty());
    room.templates.put(ACME.id(), "hello", "en", own, false, Instant.now());

    room.send(Locale.ENGLISH, "Ada");
    room.deliver();

    assertEquals("Hello Ada", taken.get(0).text());
  }

  @DatabaseTest
  void includesTenantName(TestDatabase database) {
    var room = new Room(database, true);
    settings.change(ACME, "general", Map.of("displayName", "Acme Health"));
    var own =
        new MessageTemplateProvider.MessageTemplate(
            Optional.of("From ${tenant_name}"), "Hi ${name} ${link}", Optional.empty());
    room.templates.put(ACME.id(), "hello", "en", own, true, Instant.now());

    room.send(Locale.ENGLISH, "Ada");
    room.deliver();

    assertEquals(Optional.of("From Acme Health"), taken.get(0).subject());
    assertEquals(Map.of("tenant_name", "Acme Health"), taken.get(0).model());
  }

  @DatabaseTest
  void fallsBackToEnglish(TestDatabase database) {
    var room = new Room(database, true);
    room.send(Locale.FRENCH, "Ada");

    room.deliver();

    assertEquals("Hello Ada", taken.get(0).text());
  }

  @DatabaseTest
  void removesLineBreaksFromSubject(TestDatabase database) {
    var room = new Room(database, true);
    room.send(Locale.ENGLISH, "Ada\r\nBcc: eve@example.com");

    room.deliver();

    assertEquals(Optional.of("For Ada Bcc: eve@example.com"), taken.get(0).subject());
  }

  @DatabaseTest
  void sendsMessageOnce(TestDatabase database) {
    var room = new Room(database, true);
    room.send(Locale.ENGLISH, "Ada");

    room.deliver();
    now = now.plus(Duration.ofHours(1));
    room.deliver();

    assertEquals(1, taken.size());
  }

  @DatabaseTest
  void retriesLaterIfChannelFails(TestDatabase database) {
    var room = new Room(database, true);
    room.send(Locale.ENGLISH, "Ada");
    failure = Optional.of(new MessageChannel.MessageDeliveryException("away", false));
    room.deliver();
    failure = Optional.empty();

    room.deliver();
    assertTrue(taken.isEmpty(), "it is not due yet");
    now = now.plus(Duration.ofMinutes(1));
    room.deliver();

    assertEquals(1, taken.size());
  }

  @DatabaseTest
  void doesNotRetryPermanentFailure(TestDatabase database) {
    var room = new Room(database, true);
    room.send(Locale.ENGLISH, "Ada");
    failure = Optional.of(new MessageChannel.MessageDeliveryException("no such mailbox", true));
    room.deliver();
    failure = Optional.empty();

    now = now.plus(Duration.ofDays(1));
    room.deliver();

    assertTrue(taken.isEmpty());
  }

  @DatabaseTest
  void countsAttemptsByOutcomeAndPendingMessages(TestDatabase database) {
    var room = new Room(database, true);
    room.send(Locale.ENGLISH, "Ada");
    room.deliver();
    assertEquals(Map.of("accepted", 1.0), room.attempts());

    room.send(Locale.ENGLISH, "Ada");
    failure = Optional.of(new MessageChannel.MessageDeliveryException("no such mailbox", true));
    room.deliver();
    assertEquals(Map.of("accepted", 1.0, "rejected", 1.0), room.attempts());
    assertEquals(0, room.waiting());

    room.send(Locale.ENGLISH, "Ada");
    failure = Optional.of(new MessageChannel.MessageDeliveryException("away", false));
    room.deliver();
    assertEquals(Map.of("accepted", 1.0, "rejected", 1.0, "retried", 1.0), room.attempts());
    assertEquals(1, room.waiting());

    now = now.plus(Duration.ofHours(25));
    room.deliver();
    assertEquals(
        Map.of("accepted", 1.0, "rejected", 1.0, "retried", 1.0, "expired", 1.0), room.attempts());
    assertEquals(0, room.waiting());
  }

  @DatabaseTest
  void letsOnlyOneNodeClaimMessage(TestDatabase database) {
    var room = new Room(database, true);
    room.send(Locale.ENGLISH, "Ada");
    var waiting = room.outbox.findDue(now.plusSeconds(1), 10).get(0);

    assertTrue(room.outbox.claim(waiting, now.plusSeconds(60)));
    assertFalse(room.outbox.claim(waiting, now.plusSeconds(61)));
  }

  @DatabaseTest
  void failsWithoutChannel(TestDatabase database) {
    var room = new Room(database, false);

    var problem = assertThrows(ApiException.class, () -> room.send(Locale.ENGLISH, "Ada"));

    assertEquals(503, problem.status());
  }

  /** The bundle on one node. */
  private final class Room {
    final MessageTemplateStore templates;
    final MessageOutbox outbox;
    final MessageDeliveryWorker delivery;
    final OutboxBackedMessageSender messages;

    Room(TestDatabase database, boolean channel) {
      if (channel) {
        registry.with(MessageChannel.class, "mail", new Channel());
      }
      var vault = new FakeSecretProtectionService();
      outbox = new MessageOutbox(database.open(MessageOutbox.DEFINITION));
      delivery =
          new MessageDeliveryWorker(
              outbox, vault, new FakeTenantRegistry().with(ACME), registry, () -> now);
      templates = MessageTemplateStore.on(database.open(MessageTemplateStore.DEFINITION));
      messages =
          new OutboxBackedMessageSender(
              outbox,
              vault,
              new FakeIdGenerator(),
              new MessageTemplateRegistry(registry),
              templates,
              new TenantDisplayNameResolver(null, settings),
              delivery);
    }

    void send(Locale locale, String name) {
      send(List.of(locale), name, "https://acme.example/x");
    }

    void send(List<Locale> locales, String name, String link) {
      delivery.close(); // the test decides when
      messages.send(ACME, "email", ADA, "hello", locales, Map.of("name", name, "link", link));
      now = Instant.now().plusSeconds(1);
    }

    void deliver() {
      delivery.run();
    }

    /** Attempts by their outcome, without outcomes that did not occur. */
    Map<String, Double> attempts() {
      return delivery.metrics().get(0).samples().stream()
          .filter(sample -> sample.value() > 0)
          .collect(toMap(sample -> sample.labels().get("outcome"), Metric.MetricSample::value));
    }

    double waiting() {
      return delivery.metrics().get(1).samples().get(0).value();
    }
  }

  private final class Channel implements MessageChannel {
    @Override
    public String medium() {
      return "email";
    }

    @Override
    public void send(TenantContext tenant, Message message) throws MessageDeliveryException {
      if (failure.isPresent()) {
        throw failure.get();
      }
      taken.add(message);
    }
  }

  private static final class Templates implements MessageTemplateProvider {
    @Override
    public Set<String> names() {
      return Set.of("hello");
    }

    @Override
    public Set<String> variables(String name) {
      return Set.of("name", "link");
    }

    @Override
    public Optional<MessageTemplate> template(String name, Locale locale) {
      return switch (locale.getLanguage()) {
        case "en" -> Optional.of(of("Hello"));
        case "de" -> Optional.of(of("Hallo"));
        default -> Optional.empty();
      };
    }

    private static MessageTemplate of(String greeting) {
      return new MessageTemplate(
          Optional.of("For ${name}"),
          greeting + " ${name}",
          Optional.of("<p>" + greeting + " ${name}</p>"));
    }
  }
}
