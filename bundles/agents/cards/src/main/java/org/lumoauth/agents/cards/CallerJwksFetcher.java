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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keys behind the address that a caller names. They are fetched for this one question and not kept:
 * whoever may ask may name as many addresses as they like.
 */
@Component(service = CallerJwksFetcher.class)
public final class CallerJwksFetcher {

  private static final int MAX_BYTES = 65_536;
  private static final int MAX_KEYS = 100;

  private final OutboundHttpClient http;

  @Activate
  public CallerJwksFetcher(@Reference OutboundHttpClient http) {
    this.http = http;
  }

  /** The keys, each a JWK; none where there is no JWK Set to be had. */
  List<Map<String, Object>> fetch(TenantContext tenant, URI address) {
    try {
      OutboundResponse answer =
          http.send(
              OutboundRequest.json("agent-card-jwks", address, MAX_BYTES).inTenant(tenant.id()));
      return answer.status() == 200
          ? keys(AgentCardJson.members(answer.body()).orElse(Map.of()).get("keys"))
          : List.of();
    } catch (OutboundException e) {
      return List.of(); // as of any address without keys: what else is there is not told
    }
  }

  /** Those with this id, or all. */
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
          @SuppressWarnings("unchecked") // members of a JSON object are named by text
          Map<String, Object> jwk = (Map<String, Object>) key;
          keys.add(jwk);
        }
      }
    }
    return keys;
  }
}
