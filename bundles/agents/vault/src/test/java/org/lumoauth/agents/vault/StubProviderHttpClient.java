/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;

/** The HTTP client of a provider whose responses a test defines. */
public final class StubProviderHttpClient implements OutboundHttpClient {

  /** What it does. */
  @FunctionalInterface
  public interface Behaviour {
    OutboundResponse answer(OutboundRequest request) throws OutboundException;
  }

  private final AtomicInteger issued = new AtomicInteger();
  private final List<OutboundRequest> sent = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour = gives(3_600);

  @Override
  public OutboundResponse send(OutboundRequest request) throws OutboundException {
    sent.add(request);
    return behaviour.answer(request);
  }

  /** One address inside is refused. */
  @Override
  public void requireAllowedUrl(URI uri) throws OutboundException {
    if ("10.0.0.1".equals(uri.getHost())) {
      throw new OutboundException("inside", true);
    }
  }

  public void behaves(Behaviour how) {
    behaviour = how;
  }

  /** New tokens each time. */
  public Behaviour gives(int seconds) {
    return request -> {
      int number = issued.incrementAndGet();
      return answer(
          200,
          """
          {"access_token":"access-%d","token_type":"Bearer","expires_in":%d,
           "refresh_token":"refresh-%d"}"""
              .formatted(number, seconds, number));
    };
  }

  /** Just this. */
  public static Behaviour says(int status, String body) {
    return request -> answer(status, body);
  }

  /** Nothing. */
  public static Behaviour silent(boolean refused) {
    return request -> {
      throw new OutboundException("no answer", refused);
    };
  }

  public static OutboundResponse answer(int status, String body) {
    return new OutboundResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  /** What was sent, in its order. */
  public List<OutboundRequest> sent() {
    return sent;
  }

  /** The form of a request. */
  public static Map<String, String> form(OutboundRequest request) {
    Map<String, String> form = new TreeMap<>();
    Arrays.stream(new String(request.body().orElseThrow(), StandardCharsets.UTF_8).split("&"))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> form.put(decoded(pair[0]), decoded(pair[1])));
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
