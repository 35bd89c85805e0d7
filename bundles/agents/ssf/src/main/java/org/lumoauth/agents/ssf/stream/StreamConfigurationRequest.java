package org.lumoauth.agents.ssf.stream;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.ssf.SsfBodyReader;
import org.lumoauth.api.outbound.WebUrlParser;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.JsonObjectMembers;

/**
 * What a receiver sends of a stream (SSF section 8.1.1).
 *
 * @param delivery how it wants events, if it says so
 * @param requested which events it wants, if it says so
 * @param description for people, if there is one
 * @param authorized whether pushes have a header that is not sent again, if it says so
 */
public record StreamConfigurationRequest(
    Optional<StreamDelivery> delivery,
    Optional<List<String>> requested,
    Optional<String> description,
    Optional<Boolean> authorized) {

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
   * @throws ApiException 400 {@code invalid_request}
   */
  public static StreamConfigurationRequest create(Map<String, Object> body) {
    return SsfBodyReader.read(() -> read(JsonObjectMembers.of(body, RECEIVERS), DELIVERY));
  }

  /**
   * Reads what is sent for one that is there: what the transmitter supplies may be sent along, as
   * it is (section 8.1.1.3).
   *
   * @param shown the stream as it is shown
   * @throws ApiException 400 {@code invalid_request}
   */
  public static StreamConfigurationRequest change(
      Map<String, Object> body, Map<String, Object> shown) {
    Set<String> known = new HashSet<>(shown.keySet());
    known.addAll(RECEIVERS);
    var members = SsfBodyReader.read(() -> JsonObjectMembers.of(body, known));
    for (Map.Entry<String, Object> each : body.entrySet()) {
      if (!RECEIVERS.contains(each.getKey())
          && !Objects.equals(each.getValue(), shown.get(each.getKey()))) {
        throw ApiException.invalidRequest(each.getKey() + " is not what it is here.");
      }
    }
    return SsfBodyReader.read(() -> read(members, SHOWN_DELIVERY));
  }

  /** One that says nothing of a header that is there. */
  public StreamConfigurationRequest(
      Optional<StreamDelivery> delivery,
      Optional<List<String>> requested,
      Optional<String> description) {
    this(delivery, requested, description, Optional.empty());
  }

  /**
   * How it wants events now. The header of pushes is never shown, so whoever sends back what they
   * were shown keeps it, at the same address. It goes to no other address unless it is sent again.
   *
   * @param current how it gets them
   * @return empty if it says nothing of it
   * @throws ApiException 400 {@code invalid_request} if it says that there is a header where there
   *     is none
   */
  public Optional<StreamDelivery> deliveryAfter(StreamDelivery current) {
    return delivery.map(
        sent -> {
          boolean keeps =
              sent.pushed()
                  && sent.authorization().isEmpty()
                  && sent.method().equals(current.method())
                  && sent.endpointUrl().equals(current.endpointUrl())
                  && authorized.orElse(true);
          StreamDelivery after =
              keeps
                  ? new StreamDelivery(sent.method(), sent.endpointUrl(), current.authorization())
                  : sent;
          if (authorized.orElse(false) && after.authorization().isEmpty()) {
            throw ApiException.invalidRequest(
                "delivery.authorization_header is to be sent again for another endpoint.");
          }
          return after;
        });
  }

  private static StreamConfigurationRequest read(
      JsonObjectMembers members, Set<String> deliveryMembers) {
    Optional<JsonObjectMembers> delivery = members.object("delivery", deliveryMembers);
    return new StreamConfigurationRequest(
        delivery.map(StreamConfigurationRequest::delivery),
        requested(members),
        members.text("description", MAX_TEXT),
        delivery.flatMap(sent -> sent.flag("authorization_configured")));
  }

  private static StreamDelivery delivery(JsonObjectMembers sent) {
    String method = sent.text("method", MAX_TYPE).orElse("");
    if (method.equals(StreamDelivery.POLL)) {
      return StreamDelivery.POLLED; // the address is the transmitter's to say
    }
    if (!method.equals(StreamDelivery.PUSH)) {
      throw ApiException.invalidRequest(
          "delivery.method is "
              + StreamDelivery.PUSH
              + " (push) or "
              + StreamDelivery.POLL
              + " (poll).");
    }
    String url =
        sent.text("endpoint_url", MAX_URL)
            .orElseThrow(() -> ApiException.invalidRequest("delivery.endpoint_url is needed."));
    if (WebUrlParser.parse(url).isEmpty()) {
      throw ApiException.invalidRequest("delivery.endpoint_url is an https URL.");
    }
    return new StreamDelivery(
        StreamDelivery.PUSH, Optional.of(url), sent.text("authorization_header", MAX_HEADER));
  }

  /**
   * What is not known is ignored, if it is all of it (section 8.1.1): nothing is delivered then.
   */
  private static Optional<List<String>> requested(JsonObjectMembers members) {
    return members
        .textList("events_requested", MAX_TYPES, MAX_TYPE)
        .map(types -> types.stream().distinct().toList());
  }
}
