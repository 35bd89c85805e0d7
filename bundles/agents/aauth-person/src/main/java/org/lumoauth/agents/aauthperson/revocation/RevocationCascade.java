/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.revocation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.store.MissionStatusLookup;
import org.lumoauth.agents.aauthperson.store.RecordKeyHash;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Determines the tokens that are revoked by a revocation and the servers to notify (AAuth draft,
 * section Revocation Cascade). The revocation is durable when a method returns.
 */
@Component(service = RevocationCascade.class)
public final class RevocationCascade {

  private static final String PERSON = "aauth-person.json";
  private static final String RESOURCE = "aauth-resource.json";
  private static final String ACCESS = "aauth-access.json";

  private final IssuedTokenRecordStore issued;
  private final RevocationNotificationStore deliveries;

  @Activate
  public RevocationCascade(
      @Reference IssuedTokenRecordStore issued, @Reference RevocationNotificationStore deliveries) {
    this.issued = issued;
    this.deliveries = deliveries;
  }

  /** Revokes all tokens issued to an agent so far, and the tokens derived from them. */
  public void revokeForAgent(TenantContext tenant, String agent) {
    revokeForAgent(tenant, agent, RecordKeyHash.of("agent", agent));
  }

  void revokeForAgent(TenantContext tenant, String agent, String cause) {
    end(tenant, issued.listByAgent(tenant.id(), agent, Instant.now()), cause);
  }

  /** Revokes all tokens issued in a mission, and the tokens derived from them. */
  public void revokeForMission(TenantContext tenant, String mission) {
    end(
        tenant,
        issued.listByMission(tenant.id(), mission, Instant.now()),
        RecordKeyHash.of(MissionStatusLookup.KIND, mission));
  }

  /** Revokes the tokens issued for a token that its issuer revoked. */
  void revokeForToken(TenantContext tenant, String key) {
    end(tenant, issued.listByPresentedToken(tenant.id(), key, Instant.now()), key);
  }

  private void end(TenantContext tenant, List<IssuedTokenRecord> tokens, String cause) {
    Map<String, IssuedTokenRecord> all = new LinkedHashMap<>();
    Deque<IssuedTokenRecord> open = new ArrayDeque<>(tokens);
    while (!open.isEmpty()) {
      IssuedTokenRecord token = open.poll();
      if (all.putIfAbsent(token.key(), token) == null) {
        open.addAll(issued.listByUpstreamToken(tenant.id(), token.key(), Instant.now()));
      }
    }
    for (IssuedTokenRecord token : all.values()) {
      if (token
          .issuer()
          .equals(tenant.issuer())) { // tokens of other issuers are revoked by their issuers
        tell(tenant, token, cause);
      }
    }
  }

  private void tell(TenantContext tenant, IssuedTokenRecord token, String cause) {
    add(tenant, token, token.audience(), RESOURCE, cause);
    if (token.document().equals(PERSON)) {
      issued
          .listPresentedTo(tenant.id(), token.key())
          .forEach(server -> add(tenant, token, server, ACCESS, cause));
    }
  }

  private void add(
      TenantContext tenant,
      IssuedTokenRecord token,
      String recipient,
      String document,
      String cause) {
    deliveries.add(
        new RevocationNotification(
            tenant.id(),
            token.key(),
            recipient,
            document,
            token.document(),
            token.id(),
            cause,
            0,
            Instant.now(),
            "",
            token.expiresAt()));
  }
}
