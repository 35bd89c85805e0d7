package org.lumoauth.agents.aauthperson.revocation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.store.IssuedToken;
import org.lumoauth.agents.aauthperson.store.IssuedTokens;
import org.lumoauth.agents.aauthperson.store.MissionStatus;
import org.lumoauth.agents.aauthperson.store.RecordKey;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What ends with something, and who is to hear of it (section Revocation Cascade): durably, before
 * it returns.
 */
@Component(service = Cascade.class)
public final class Cascade {

  private static final String PERSON = "aauth-person.json";
  private static final String RESOURCE = "aauth-resource.json";
  private static final String ACCESS = "aauth-access.json";

  private final IssuedTokens issued;
  private final Deliveries deliveries;

  @Activate
  public Cascade(@Reference IssuedTokens issued, @Reference Deliveries deliveries) {
    this.issued = issued;
    this.deliveries = deliveries;
  }

  /** Ends what an agent got until now, and what others got because of that. */
  public void agentEnds(TenantContext tenant, String agent) {
    agentEnds(tenant, agent, RecordKey.of("agent", agent));
  }

  void agentEnds(TenantContext tenant, String agent, String cause) {
    end(tenant, issued.of(tenant.id(), agent, Instant.now()), cause);
  }

  /** Ends what was given in a mission, and what others got because of that. */
  public void missionEnds(TenantContext tenant, String mission) {
    end(
        tenant,
        issued.in(tenant.id(), mission, Instant.now()),
        RecordKey.of(MissionStatus.KIND, mission));
  }

  /** Ends what was given for a token of another server, which took it back. */
  void tokenEnds(TenantContext tenant, String key) {
    end(tenant, issued.against(tenant.id(), key, Instant.now()), key);
  }

  private void end(TenantContext tenant, List<IssuedToken> tokens, String cause) {
    Map<String, IssuedToken> all = new LinkedHashMap<>();
    Deque<IssuedToken> open = new ArrayDeque<>(tokens);
    while (!open.isEmpty()) {
      IssuedToken token = open.poll();
      if (all.putIfAbsent(token.key(), token) == null) {
        open.addAll(issued.under(tenant.id(), token.key(), Instant.now()));
      }
    }
    for (IssuedToken token : all.values()) {
      if (token.issuer().equals(tenant.issuer())) { // whoever made another takes it back
        tell(tenant, token, cause);
      }
    }
  }

  private void tell(TenantContext tenant, IssuedToken token, String cause) {
    add(tenant, token, token.audience(), RESOURCE, cause);
    if (token.document().equals(PERSON)) {
      issued
          .shownTo(tenant.id(), token.key())
          .forEach(server -> add(tenant, token, server, ACCESS, cause));
    }
  }

  private void add(
      TenantContext tenant, IssuedToken token, String recipient, String document, String cause) {
    deliveries.add(
        new Delivery(
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
