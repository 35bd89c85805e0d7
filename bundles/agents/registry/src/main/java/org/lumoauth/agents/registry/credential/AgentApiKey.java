/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.credential;

import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.tenant.TenantContext;

/**
 * An agent's API key in clear text: {@code lmk_agt_}, the ULIDs of its tenant and of the agent, and
 * 256 random bits in base64url. API keys of tenants have a different prefix.
 *
 * @param tenantId the tenant of the agent
 * @param agentId the agent
 * @param value the complete key
 */
record AgentApiKey(String tenantId, String agentId, String value) {

  /** The purpose for which the keyed hash of an API key is derived. */
  static final String PURPOSE = "agent-key";

  private static final String PREFIX = "lmk_agt_";
  private static final String ULID = "([0-9A-HJKMNP-TV-Z]{26})";
  private static final Pattern SHAPE =
      Pattern.compile(PREFIX + ULID + "_" + ULID + "_[A-Za-z0-9_-]{43}");

  static AgentApiKey of(TenantContext tenant, String agentId, String secret) {
    var text = PREFIX + bare(tenant.id()) + "_" + bare(agentId) + "_" + secret;
    return new AgentApiKey(tenant.id(), agentId, text);
  }

  /** Returns the key in this text; empty if the text has another format. */
  static Optional<AgentApiKey> parse(String text) {
    var match = SHAPE.matcher(text);
    return match.matches()
        ? Optional.of(new AgentApiKey("ten_" + match.group(1), "agt_" + match.group(2), text))
        : Optional.empty();
  }

  /**
   * Whether this text may contain an agent's API key. A cheap check, because it runs on every
   * request.
   */
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
