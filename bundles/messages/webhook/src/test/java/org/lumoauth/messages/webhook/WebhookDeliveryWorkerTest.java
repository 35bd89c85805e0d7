/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.delivery.WebhookNotification;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class WebhookDeliveryWorkerTest {

  private static final String SIGNED =
      "f6e98ca6c6b51bd357a8210f33eaf74c662988399117084548b14f104057d6b6";
  private static final String PLAIN =
      "46f559d481d426179224b894bf8a2f051c48eb1383023fc19e869f473d675bcf";

  private static final TenantContext ACME = aTenant().build();

  private final List<OutboundRequest> sent = new ArrayList<>();
  private final Deque<Integer> answers = new ArrayDeque<>();
  private final FakeSecretProtectionService vault = new FakeSecretProtectionService();
  private Instant now = Instant.parse("2026-11-25T12:00:00Z");
  private WebhookNotificationStore store;
  private WebhookDeliveryWorker sending;

  private void open(TestDatabase database) {
    store =
        new WebhookNotificationStore(
            database.open(TestDatabase.tablesOf(WebhookNotificationStore.class)));
    sending =
        new WebhookDeliveryWorker(
            store, vault, this::answer, new FakeTenantRegistry().with(ACME), () -> now);
  }

  private OutboundResponse answer(OutboundRequest request) throws OutboundException {
    sent.add(request);
    int status = answers.isEmpty() ? 204 : answers.pop();
    if (status == 0) {
      throw new OutboundException("a special-use address", true);
    }
    return new OutboundResponse(status, Map.of(), new byte[0]);
  }

  @DatabaseTest
  void signsWhatItSends(TestDatabase database) {
    open(database);
    add("one");

    sending.run();

    var request = sent.get(0);
    assertEquals(Optional.of(ACME.id()), request.tenantId());
    assertEquals("{\"id\":\"one\"}", new String(request.body().get(), StandardCharsets.UTF_8));
    // Made by another implementation of RFC 2104 over the same bytes.
    assertEquals(
        "t=" + now.getEpochSecond() + ",v1=" + SIGNED,
        request.headers().get("X-LumoAuth-Signature"));
    assertEquals(PLAIN, request.headers().get("X-Lumo-Signature"));
  }

  @DatabaseTest
  void sendsOnceWhatIsTaken(TestDatabase database) {
    open(database);
    add("one");
    add("one");

    sending.run();
    now = now.plus(Duration.ofDays(1));
    sending.run();

    assertEquals(1, sent.size());
  }

  @DatabaseTest
  void sendsTheSameAgainAfterGrowingPauses(TestDatabase database) {
    open(database);
    answers.addAll(List.of(500, 404));
    add("one");

    sending.run();
    sending.run();
    assertEquals(1, sent.size());
    now = now.plusSeconds(10);
    sending.run();
    assertEquals(2, sent.size());
    now = now.plusSeconds(10);
    sending.run();
    assertEquals(2, sent.size());
    now = now.plusSeconds(10);
    sending.run();
    assertEquals(3, sent.size());
    assertEquals(List.of(), store.findDue(now.plus(Duration.ofDays(2)), 10));
  }

  @DatabaseTest
  void givesUpWhatMayNotBeSent(TestDatabase database) {
    open(database);
    answers.add(0);
    add("one");

    sending.run();

    assertEquals(List.of(), store.findDue(now.plus(Duration.ofDays(2)), 10));
  }

  @DatabaseTest
  void keepsNoSecretInClear(TestDatabase database) {
    open(database);
    add("one");

    byte[] sealed = store.findDue(now, 1).get(0).sealed();

    assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains("example.com"));
  }

  @DatabaseTest
  void erasesATenant(TestDatabase database) {
    open(database);
    add("one");

    database.eraser(List.of("whk_notice")).erase(ACME.id());

    assertEquals(List.of(), store.findDue(now, 10));
  }

  private void add(String id) {
    var notice =
        new WebhookNotification(
            "test", id, URI.create("https://hook.example.com/in"), Map.of("id", id), "s3cret");
    store.add(ACME.id(), "test", id, SealedWebhookNotification.seal(vault, ACME.id(), notice), now);
  }
}
