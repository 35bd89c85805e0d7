/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Fetches keys from a URL sent by the caller. The keys are used for one request and not cached,
 * because callers can send any number of URLs.
 */
final class CallerSuppliedJwksFetcher {

  private static final int MAX_BYTES = 65_536;
  private static final int MAX_KEYS = 100;

  private final OutboundHttpClient http;

  CallerSuppliedJwksFetcher(OutboundHttpClient http) {
    this.http = http;
  }

  /** Returns the keys, each as a JWK; empty if no JWK Set can be fetched. */
  List<Map<String, Object>> fetch(TenantContext tenant, URI address) {
    try {
      OutboundResponse answer =
          http.send(
              OutboundRequest.json("agent-card-jwks", address, MAX_BYTES).inTenant(tenant.id()));
      return answer.status() == 200
          ? keys(AgentCardJsonCodec.members(answer.body()).orElse(Map.of()).get("keys"))
          : List.of();
    } catch (OutboundException e) {
      return List
          .of(); // same result as for a URL without keys, so that callers learn nothing about the
      // target
    }
  }

  /** Returns the keys with this id, or all keys if no id is given. */
  static List<Map<String, Object>> filterByKeyId(
      List<Map<String, Object>> keys, Optional<String> kid) {
    return kid.isEmpty()
        ? keys
        : keys.stream().filter(key -> kid.get().equals(key.get("kid"))).toList();
  }

  private static List<Map<String, Object>> keys(Object listed) {
    List<Map<String, Object>> keys = new ArrayList<>();
    if (listed instanceof List<?> list) {
      for (Object key : list) {
        if (key instanceof Map<?, ?> && keys.size() < MAX_KEYS) {
          @SuppressWarnings("unchecked") // the keys of a JSON object are always strings
          Map<String, Object> jwk = (Map<String, Object>) key;
          keys.add(jwk);
        }
      }
    }
    return keys;
  }
}
