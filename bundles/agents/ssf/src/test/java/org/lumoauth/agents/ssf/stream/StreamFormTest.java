package org.lumoauth.agents.ssf.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.ssf.event.EventTypes;
import org.lumoauth.api.web.Problem;

class StreamFormTest {

  private static final Map<String, Object> SHOWN =
      Map.of("stream_id", "str_1", "iss", "https://a.example", "aud", "cli_1");

  @Test
  void pollsWhereNothingIsSaid() {
    assertEquals(Optional.empty(), StreamForm.create(Map.of()).delivery());
    assertEquals(
        Optional.of(Delivery.POLLED),
        StreamForm.create(Map.of("delivery", Map.of("method", Delivery.POLL))).delivery());
  }

  @Test
  void refusesEndpointsThatAreNoneOfTheWeb() {
    for (String url :
        List.of(
            "http://receiver.example/",
            "ftp://receiver.example/",
            "https://user@receiver.example/",
            "https://receiver.example/#x",
            "https:///x",
            "https://receiver.example/ x",
            "receiver.example")) {
      assertEquals(400, refusal(Map.of("method", Delivery.PUSH, "endpoint_url", url)), url);
    }
  }

  @Test
  void refusesAHeaderThatIsMoreThanOne() {
    assertEquals(
        400,
        refusal(
            Map.of(
                "method", Delivery.PUSH,
                "endpoint_url", "https://receiver.example/",
                "authorization_header", "Bearer x\r\nX-Other: y")));
  }

  @Test
  void refusesADeliveryThatThereIsNot() {
    assertEquals(400, refusal(Map.of("method", "urn:example:pigeon")));
    assertEquals(400, refusal(Map.of()));
    assertEquals(400, refusal(Map.of("method", Delivery.PUSH)));
    assertEquals(400, refusal(Map.of("method", Delivery.POLL, "colour", "red")));
  }

  @Test
  void ignoresEventsThatItDoesNotKnow() {
    List<String> some = List.of(EventTypes.SESSION_REVOKED, "urn:example:else");
    assertEquals(
        Optional.of(some), StreamForm.create(Map.of("events_requested", some)).requested());
    for (List<String> none : List.of(List.<String>of(), List.of("urn:example:else"))) {
      assertEquals(
          Optional.of(none), StreamForm.create(Map.of("events_requested", none)).requested());
    }
  }

  @Test
  void takesBackWhatTheTransmitterSuppliesOnlyAsItIs() {
    Map<String, Object> body = new HashMap<>(SHOWN);
    body.put("description", "Mine");
    assertEquals(Optional.of("Mine"), StreamForm.change(body, SHOWN).description());

    body.put("aud", "cli_2");
    assertEquals(400, assertThrows(Problem.class, () -> StreamForm.change(body, SHOWN)).status());
  }

  @Test
  void letsNobodySetWhatTheTransmitterSupplies() {
    assertEquals(
        400, assertThrows(Problem.class, () -> StreamForm.create(Map.of("aud", "cli_2"))).status());
  }

  private static int refusal(Map<String, Object> delivery) {
    return assertThrows(Problem.class, () -> StreamForm.create(Map.of("delivery", delivery)))
        .status();
  }
}
