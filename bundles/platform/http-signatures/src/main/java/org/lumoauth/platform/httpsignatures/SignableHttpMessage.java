/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request or a response, with the parts that signatures can cover.
 *
 * @param method the method of a request, as sent
 * @param target the target of a request
 * @param status the status of a response
 * @param fields header fields by their names in lower case, each with its lines in order
 * @param trailers trailer fields, in the same format
 * @param request the request that a response answers (RFC 9421 section 2.4)
 */
public record SignableHttpMessage(
    Optional<String> method,
    Optional<SignatureTargetUri> target,
    OptionalInt status,
    Map<String, List<String>> fields,
    Map<String, List<String>> trailers,
    Optional<SignableHttpMessage> request) {
  public SignableHttpMessage {
    fields = lowerCase(fields);
    trailers = lowerCase(trailers);
  }

  /** Creates a request. */
  public static SignableHttpMessage request(
      String method, SignatureTargetUri target, Map<String, List<String>> fields) {
    return new SignableHttpMessage(
        Optional.of(method),
        Optional.of(target),
        OptionalInt.empty(),
        fields,
        Map.of(),
        Optional.empty());
  }

  /** Creates the response to a request. */
  public static SignableHttpMessage response(
      int status, Map<String, List<String>> fields, Optional<SignableHttpMessage> request) {
    return new SignableHttpMessage(
        Optional.empty(), Optional.empty(), OptionalInt.of(status), fields, Map.of(), request);
  }

  /** Returns the message with a header field, which replaces existing lines of this name. */
  public SignableHttpMessage with(String name, String value) {
    Map<String, List<String>> more = new HashMap<>(fields);
    more.put(name.toLowerCase(Locale.ROOT), List.of(value));
    return new SignableHttpMessage(method, target, status, more, trailers, request);
  }

  /** Returns the lines of a header field. */
  public List<String> field(String name) {
    return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  private static Map<String, List<String>> lowerCase(Map<String, List<String>> fields) {
    Map<String, List<String>> lower = new HashMap<>();
    fields.forEach(
        (name, lines) ->
            lower
                .computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                .addAll(lines));
    lower.replaceAll((name, lines) -> List.copyOf(lines));
    return Map.copyOf(lower);
  }
}
