/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ACME;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ADMIN;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.ssf.SsfBundleFixture;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class EventStreamServiceTest {

  @DatabaseTest
  void pushesToNoAddressInsideFromTheBeginning(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var receiver =
        new CallingStreamReceiver(
            new SubjectRef(SubjectRef.CLIENT, SsfBundleFixture.CLIENT), SsfBundleFixture.CLIENT);

    assertEquals(
        400, refusal(() -> room.streams.create(ACME, receiver, to("https://10.0.0.1/"), ADMIN)));
    assertEquals(List.of(), room.streams.list(ACME, receiver));
  }

  @DatabaseTest
  void movesNoStreamToAnAddressInside(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var stream = room.polled(ACME);

    for (Executable move :
        List.<Executable>of(
            () -> room.streams.update(ACME, stream, to("https://10.0.0.1/"), ADMIN),
            () -> room.streams.configure(ACME, stream, to("https://10.0.0.1/"), ADMIN))) {
      var refusal = assertThrows(ApiException.class, move);
      assertEquals(400, refusal.status());
      assertEquals(
          "`delivery.endpoint_url` must not be a loopback or private network address.",
          refusal.getMessage());
    }
    assertEquals(
        Optional.of("https://receiver.example/"),
        room.streams
            .update(ACME, stream, to("https://receiver.example/"), ADMIN)
            .delivery()
            .endpointUrl());
  }

  /** What is shown has no secret, so sending it back must not take it away. */
  @DatabaseTest
  void keepsTheHeaderOfPushesWhereAStreamIsSentBackAsItIsShown(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var view = new EventStreamViewFactory(room.settings);

    var patched = room.pushed(ACME);
    room.streams.update(ACME, patched, shown(view.of(ACME, patched)), ADMIN);
    var put = room.pushed(ACME);
    room.streams.configure(ACME, put, shown(view.of(ACME, put)), ADMIN);

    assertEquals(Optional.of("Key 1"), room.now(patched).delivery().authorization());
    assertEquals(Optional.of("Key 1"), room.now(put).delivery().authorization());
  }

  @DatabaseTest
  void takesTheHeaderOfPushesToNoOtherAddress(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var stream = room.pushed(ACME);

    assertEquals(
        400,
        refusal(
            () ->
                room.streams.update(
                    ACME,
                    stream,
                    moved("https://other.example/", "authorization_configured", true),
                    ADMIN)));
    assertEquals(Optional.of("Key 1"), room.now(stream).delivery().authorization());
    room.streams.update(ACME, stream, to("https://other.example/"), ADMIN);
    assertEquals(Optional.empty(), room.now(stream).delivery().authorization());
  }

  @DatabaseTest
  void dropsTheHeaderOfPushesWhereItIsSaid(TestDatabase database) {
    var room = new SsfBundleFixture(database);
    var stream = room.pushed(ACME);

    room.streams.update(
        ACME,
        stream,
        moved(stream.delivery().endpointUrl().orElseThrow(), "authorization_configured", false),
        ADMIN);

    assertEquals(Optional.empty(), room.now(stream).delivery().authorization());
  }

  private static StreamConfigurationRequest shown(Map<String, Object> view) {
    return StreamConfigurationRequest.change(view, view);
  }

  private static StreamConfigurationRequest moved(String url, String member, Object value) {
    return StreamConfigurationRequest.change(
        Map.of(
            "delivery",
            Map.of("method", StreamDeliveryMethod.PUSH, "endpoint_url", url, member, value)),
        Map.of());
  }

  private static StreamConfigurationRequest to(String url) {
    return StreamConfigurationRequest.create(
        Map.of("delivery", Map.of("method", StreamDeliveryMethod.PUSH, "endpoint_url", url)));
  }

  private static int refusal(Executable work) {
    return assertThrows(ApiException.class, work).status();
  }
}
