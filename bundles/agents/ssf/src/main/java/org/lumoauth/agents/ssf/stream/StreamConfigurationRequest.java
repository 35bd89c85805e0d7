/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.stream;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.ssf.SsfValidationErrorTranslator;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.support.encoding.WebUrlParser;

/**
 * A stream configuration in a request (SSF section 8.1.1).
 *
 * @param delivery the delivery method, if present
 * @param requested the requested event types, if present
 * @param description for people, if present
 * @param authorized whether the request states that pushes carry the stored header, if present
 */
public record StreamConfigurationRequest(
    Optional<StreamDeliveryMethod> delivery,
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
   * Parses the configuration of a new stream.
   *
   * @throws ApiException 400 {@code invalid_request}
   */
  public static StreamConfigurationRequest create(Map<String, Object> body) {
    return SsfValidationErrorTranslator.read(
        () -> read(JsonObjectMemberReader.of(body, RECEIVERS), DELIVERY));
  }

  /**
   * Parses a change of an existing stream. Members that the transmitter supplies may be present
   * with their current values (section 8.1.1.3).
   *
   * @param shown the current view of the stream
   * @throws ApiException 400 {@code invalid_request}
   */
  public static StreamConfigurationRequest change(
      Map<String, Object> body, Map<String, Object> shown) {
    Set<String> known = new HashSet<>(shown.keySet());
    known.addAll(RECEIVERS);
    var members = SsfValidationErrorTranslator.read(() -> JsonObjectMemberReader.of(body, known));
    for (Map.Entry<String, Object> each : body.entrySet()) {
      if (!RECEIVERS.contains(each.getKey())
          && !Objects.equals(each.getValue(), shown.get(each.getKey()))) {
        throw ApiException.invalidRequest(
            "`" + each.getKey() + "` cannot be changed. Omit it or send its current value.");
      }
    }
    return SsfValidationErrorTranslator.read(() -> read(members, SHOWN_DELIVERY));
  }

  /** Creates a request that does not mention a stored header. */
  public StreamConfigurationRequest(
      Optional<StreamDeliveryMethod> delivery,
      Optional<List<String>> requested,
      Optional<String> description) {
    this(delivery, requested, description, Optional.empty());
  }

  /**
   * Returns the new delivery method. The header of pushes is never returned, so a request that
   * repeats the current view keeps it for the same endpoint. For another endpoint it must be sent
   * again.
   *
   * @param current the current delivery method
   * @return empty if the request does not change it
   * @throws ApiException 400 {@code invalid_request} if the request states a stored header that
   *     does not exist
   */
  public Optional<StreamDeliveryMethod> deliveryAfter(StreamDeliveryMethod current) {
    return delivery.map(
        sent -> {
          boolean keeps =
              sent.pushed()
                  && sent.authorization().isEmpty()
                  && sent.method().equals(current.method())
                  && sent.endpointUrl().equals(current.endpointUrl())
                  && authorized.orElse(true);
          StreamDeliveryMethod after =
              keeps
                  ? new StreamDeliveryMethod(
                      sent.method(), sent.endpointUrl(), current.authorization())
                  : sent;
          if (authorized.orElse(false) && after.authorization().isEmpty()) {
            throw ApiException.invalidRequest(
                "`delivery.authorization_header` must be sent again for a different "
                    + "endpoint.");
          }
          return after;
        });
  }

  private static StreamConfigurationRequest read(
      JsonObjectMemberReader members, Set<String> deliveryMembers) {
    Optional<JsonObjectMemberReader> delivery = members.object("delivery", deliveryMembers);
    return new StreamConfigurationRequest(
        delivery.map(StreamConfigurationRequest::delivery),
        requested(members),
        members.text("description", MAX_TEXT),
        delivery.flatMap(sent -> sent.flag("authorization_configured")));
  }

  private static StreamDeliveryMethod delivery(JsonObjectMemberReader sent) {
    String method = sent.text("method", MAX_TYPE).orElse("");
    if (method.equals(StreamDeliveryMethod.POLL)) {
      return StreamDeliveryMethod.POLLED; // the transmitter determines the poll endpoint
    }
    if (!method.equals(StreamDeliveryMethod.PUSH)) {
      throw ApiException.invalidRequest(
          "`delivery.method` must be "
              + StreamDeliveryMethod.PUSH
              + " (push) or "
              + StreamDeliveryMethod.POLL
              + " (poll).");
    }
    String url =
        sent.text("endpoint_url", MAX_URL)
            .orElseThrow(
                () -> ApiException.invalidRequest("`delivery.endpoint_url` is required for push."));
    if (WebUrlParser.parse(url).isEmpty()) {
      throw ApiException.invalidRequest("`delivery.endpoint_url` must be an https URL.");
    }
    return new StreamDeliveryMethod(
        StreamDeliveryMethod.PUSH, Optional.of(url), sent.text("authorization_header", MAX_HEADER));
  }

  /**
   * Returns the requested event types. Unknown types are ignored (section 8.1.1); if all are
   * unknown, no events are delivered.
   */
  private static Optional<List<String>> requested(JsonObjectMemberReader members) {
    return members
        .textList("events_requested", MAX_TYPES, MAX_TYPE)
        .map(types -> types.stream().distinct().toList());
  }
}
