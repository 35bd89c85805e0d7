package org.lumoauth.agents.registry;

import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.tenant.TenantContext;

/**
 * An agent's API key in clear text: {@code lmk_agt_}, the ULIDs of its tenant and of the agent, and
 * 256 random bits in base64url. A tenant's own keys never look so.
 *
 * @param tenantId whose it is
 * @param agentId whose it is within the tenant
 * @param value the whole key
 */
record AgentApiKey(String tenantId, String agentId, String value) {

  /** What the keyed hash of a key is derived for. */
  static final String PURPOSE = "agent-key";

  private static final String PREFIX = "lmk_agt_";
  private static final String ULID = "([0-9A-HJKMNP-TV-Z]{26})";
  private static final Pattern SHAPE =
      Pattern.compile(PREFIX + ULID + "_" + ULID + "_[A-Za-z0-9_-]{43}");

  static AgentApiKey of(TenantContext tenant, String agentId, String secret) {
    var text = PREFIX + bare(tenant.id()) + "_" + bare(agentId) + "_" + secret;
    return new AgentApiKey(tenant.id(), agentId, text);
  }

  /** The key in this text; empty if it has another shape. */
  static Optional<AgentApiKey> parse(String text) {
    var match = SHAPE.matcher(text);
    return match.matches()
        ? Optional.of(new AgentApiKey("ten_" + match.group(1), "agt_" + match.group(2), text))
        : Optional.empty();
  }

  /** Whether there may be such a key in this text: cheap, for each request is asked. */
  static boolean mayBeIn(String text) {
    return text.contains(PREFIX);
  }

  private static String bare(String id) {
    return id.substring(id.indexOf('_') + 1);
  }

  @Override
  public String toString() {
    return "AgentKeyText[" + agentId + "]";
  }
}
