package org.lumoauth.agents.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.lumoauth.api.authn.SetBy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who holds tokens of agents that they had made. */
@Component(service = HeldTokens.class)
public final class HeldTokens {

  /** In the place of a credential's id: an agent's tokens, all together. No credential's is so. */
  static final String ALL = "tokens";

  private final SetByRows rows;

  @Activate
  public HeldTokens(@Reference SetByRows rows) {
    this.rows = rows;
  }

  /** Somebody holds a token of an agent until then. */
  void made(String tenantId, String agentId, Collection<String> users, Instant end) {
    SetBy wanted = SetBy.until(end, users);
    rows.change(
        tenantId,
        agentId,
        ALL,
        false, // they are made often
        was -> was.and(wanted).equals(was) ? was : was.living(Instant.now()).and(wanted));
  }

  /** The ids of those who hold a token of an agent. */
  Set<String> holders(String tenantId, String agentId, Instant now) {
    return rows.of(tenantId, agentId, ALL).at(now);
  }
}
