/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.delivery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.ssf.SsfValidationErrorTranslator;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/**
 * A poll request (RFC 8936 section 2.2).
 *
 * @param most the maximum number of events
 * @param immediately whether to respond without waiting for an event
 * @param taken the acknowledged events
 * @param refused the refused events with their error codes
 */
record EventPollRequest(
    int most, boolean immediately, Set<String> taken, Map<String, String> refused) {

  private static final int MOST_EVENTS = 100;
  private static final int MOST_ANSWERS = 1_000;
  private static final int MAX_JTI = 100;
  private static final int MAX_CODE = 40;

  EventPollRequest {
    taken = Set.copyOf(taken);
    refused = Map.copyOf(refused);
  }

  /**
   * Parses a request body.
   *
   * @throws ApiException 400 {@code invalid_request}
   */
  static EventPollRequest read(Map<String, Object> body) {
    return SsfValidationErrorTranslator.read(() -> readable(body));
  }

  private static EventPollRequest readable(Map<String, Object> body) {
    var members =
        JsonObjectMemberReader.of(body, Set.of("maxEvents", "returnImmediately", "ack", "setErrs"));
    return new EventPollRequest(
        most(body.get("maxEvents")),
        members.flag("returnImmediately").orElse(false),
        new HashSet<>(members.textList("ack", MOST_ANSWERS, MAX_JTI).orElse(List.of())),
        refused(members.map("setErrs", MOST_ANSWERS)));
  }

  private static int most(Object sent) {
    if (sent == null) {
      return MOST_EVENTS;
    }
    if (sent instanceof Integer number && number >= 0) {
      return Math.min(number, MOST_EVENTS);
    }
    throw ApiException.invalid("maxEvents", "`maxEvents` must be a number of 0 or more.");
  }

  private static Map<String, String> refused(Map<String, Object> sent) {
    Map<String, String> refused = new HashMap<>();
    sent.forEach(
        (jti, error) -> {
          if (jti.length() > MAX_JTI
              || !(error instanceof Map<?, ?> members)
              || !(members.get("err") instanceof String code)) {
            throw ApiException.invalid(
                "setErrs", "`setErrs` must have an object with `err` for each jti.");
          }
          String shown = code.replaceAll("[^A-Za-z0-9_]", "");
          refused.put(jti, shown.substring(0, Math.min(shown.length(), MAX_CODE)));
        });
    return refused;
  }
}
