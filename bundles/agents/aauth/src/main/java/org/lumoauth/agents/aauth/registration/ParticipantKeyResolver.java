/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.registration;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.RemoteKeySetClient;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Resolves the public keys of agents and resources, stored or from their URLs. */
@Component(service = ParticipantKeyResolver.class)
public final class ParticipantKeyResolver {

  private final RemoteKeySetClient sets;

  @Activate
  public ParticipantKeyResolver(@Reference RemoteKeySetClient sets) {
    this.sets = sets;
  }

  /**
   * Returns the participant's keys with a {@code kid}, or all keys.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code temporarily_unavailable} if they cannot be
   *     fetched now, which does not mean that the signature is invalid
   */
  public List<Map<String, Object>> find(
      TenantContext tenant, AAuthParticipant party, Optional<String> kid) {
    List<Map<String, Object>> keys =
        party.settings().jwksUri().isEmpty()
            ? byValue(party)
            : sets.find(tenant, URI.create(party.settings().jwksUri()), kid);
    return keys.stream().filter(key -> kid.isEmpty() || kid.get().equals(key.get("kid"))).toList();
  }

  @SuppressWarnings("unchecked") // validated at registration
  private static List<Map<String, Object>> byValue(AAuthParticipant party) {
    return (List<Map<String, Object>>) party.settings().jwks().getOrDefault("keys", List.of());
  }
}
