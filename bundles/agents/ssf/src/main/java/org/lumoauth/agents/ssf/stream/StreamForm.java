package org.lumoauth.agents.ssf.stream;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.ssf.event.EventTypes;
import org.lumoauth.api.outbound.WebAddress;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Members;

/**
 * What a receiver sends of a stream (SSF section 8.1.1).
 *
 * @param delivery how it wants events, if it says so
 * @param requested which events it wants, if it says so
 * @param description for people, if there is one
 */
public record StreamForm(
    Optional<Delivery> delivery, Optional<List<String>> requested, Optional<String> description) {

  private static final Set<String> RECEIVERS =
      Set.of("delivery", "events_requested", "description");
  private static final Set<String> DELIVERY =
      Set.of("method", "endpoint_url", "authorization_header");
  private static final Set<String> SHOWN_DELIVERY =
      Set.of("method", "endpoint_url", "authorization_header", "authorization_configured");
  private static final int MAX_URL = 1_000;
  private static final int MAX_HEADER = 4_000;
  private static final int MAX_TYPE = 300;
  private static final int MAX_TYPES = 100;
  private static final int MAX_TEXT = 500;

  /**
   * Reads what is sent for a new stream.
   *
   * @throws Problem 400 {@code invalid_request} for a delivery that there is not, 422
   */
  public static StreamForm create(Map<String, Object> body) {
    return read(Members.of(body, RECEIVERS), DELIVERY);
  }

  /**
   * Reads what is sent for one that is there: what the transmitter supplies may be sent along, as
   * it is (section 8.1.1.3).
   *
   * @param shown the stream as it is shown
   * @throws Problem 400 {@code invalid_request}, 422
   */
  public static StreamForm change(Map<String, Object> body, Map<String, Object> shown) {
    Set<String> known = new HashSet<>(shown.keySet());
    known.addAll(RECEIVERS);
    var members = Members.of(body, known);
    for (Map.Entry<String, Object> each : body.entrySet()) {
      if (!RECEIVERS.contains(each.getKey())
          && !Objects.equals(each.getValue(), shown.get(each.getKey()))) {
        throw Problem.invalidRequest(each.getKey() + " is not what it is here.");
      }
    }
    return read(members, SHOWN_DELIVERY);
  }

  private static StreamForm read(Members members, Set<String> deliveryMembers) {
    return new StreamForm(
        members.object("delivery", deliveryMembers).map(StreamForm::delivery),
        requested(members),
        members.text("description", MAX_TEXT));
  }

  private static Delivery delivery(Members sent) {
    String method = sent.text("method", MAX_TYPE).orElse("");
    if (method.equals(Delivery.POLL)) {
      return Delivery.POLLED; // the address is the transmitter's to say
    }
    if (!method.equals(Delivery.PUSH)) {
      throw Problem.invalidRequest(
          "delivery.method is " + Delivery.PUSH + " (push) or " + Delivery.POLL + " (poll).");
    }
    String url =
        sent.text("endpoint_url", MAX_URL)
            .orElseThrow(() -> Problem.invalidRequest("delivery.endpoint_url is needed."));
    if (WebAddress.of(url).isEmpty()) {
      throw Problem.invalidRequest("delivery.endpoint_url is an https URL.");
    }
    return new Delivery(
        Delivery.PUSH, Optional.of(url), sent.text("authorization_header", MAX_HEADER));
  }

  /** What is not known is ignored (section 8.1.1); what is left must be something. */
  private static Optional<List<String>> requested(Members members) {
    return members
        .texts("events_requested", MAX_TYPES, MAX_TYPE)
        .map(
            types -> {
              if (types.stream().noneMatch(EventTypes.SUPPORTED::contains)) {
                throw Problem.invalid(
                    "events_requested", "None of events_requested is supported here.");
              }
              return types.stream().distinct().toList();
            });
  }
}
