/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.ssf.event.SecurityEventTypes;
import org.lumoauth.api.web.ApiException;

class StreamConfigurationRequestTest {

  private static final Map<String, Object> SHOWN =
      Map.of("stream_id", "str_1", "iss", "https://a.example", "aud", "cli_1");

  @Test
  void defaultsToPollDelivery() {
    assertEquals(Optional.empty(), StreamConfigurationRequest.create(Map.of()).delivery());
    assertEquals(
        Optional.of(StreamDeliveryMethod.POLLED),
        StreamConfigurationRequest.create(
                Map.of("delivery", Map.of("method", StreamDeliveryMethod.POLL)))
            .delivery());
  }

  @Test
  void rejectsInvalidPushEndpoints() {
    for (String url :
        List.of(
            "http://receiver.example/",
            "ftp://receiver.example/",
            "https://user@receiver.example/",
            "https://receiver.example/#x",
            "https:///x",
            "https://receiver.example/ x",
            "receiver.example")) {
      assertEquals(
          400, refusal(Map.of("method", StreamDeliveryMethod.PUSH, "endpoint_url", url)), url);
    }
  }

  @Test
  void rejectsHeaderInjection() {
    assertEquals(
        400,
        refusal(
            Map.of(
                "method", StreamDeliveryMethod.PUSH,
                "endpoint_url", "https://receiver.example/",
                "authorization_header", "Bearer x\r\nX-Other: y")));
  }

  @Test
  void rejectsUnknownOrIncompleteDelivery() {
    assertEquals(400, refusal(Map.of("method", "urn:example:pigeon")));
    assertEquals(400, refusal(Map.of()));
    assertEquals(400, refusal(Map.of("method", StreamDeliveryMethod.PUSH)));
    assertEquals(400, refusal(Map.of("method", StreamDeliveryMethod.POLL, "colour", "red")));
  }

  @Test
  void keepsUnknownRequestedEvents() {
    List<String> some = List.of(SecurityEventTypes.SESSION_REVOKED, "urn:example:else");
    assertEquals(
        Optional.of(some),
        StreamConfigurationRequest.create(Map.of("events_requested", some)).requested());
    for (List<String> none : List.of(List.<String>of(), List.of("urn:example:else"))) {
      assertEquals(
          Optional.of(none),
          StreamConfigurationRequest.create(Map.of("events_requested", none)).requested());
    }
  }

  @Test
  void acceptsTransmitterMembersOnlyIfUnchanged() {
    Map<String, Object> body = new HashMap<>(SHOWN);
    body.put("description", "Mine");
    assertEquals(Optional.of("Mine"), StreamConfigurationRequest.change(body, SHOWN).description());

    body.put("aud", "cli_2");
    assertEquals(
        400,
        assertThrows(ApiException.class, () -> StreamConfigurationRequest.change(body, SHOWN))
            .status());
  }

  @Test
  void rejectsTransmitterMembersOnCreate() {
    assertEquals(
        400,
        assertThrows(
                ApiException.class, () -> StreamConfigurationRequest.create(Map.of("aud", "cli_2")))
            .status());
  }

  private static int refusal(Map<String, Object> delivery) {
    return assertThrows(
            ApiException.class,
            () -> StreamConfigurationRequest.create(Map.of("delivery", delivery)))
        .status();
  }
}
