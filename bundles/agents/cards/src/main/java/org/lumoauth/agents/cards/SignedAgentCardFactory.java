/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Creates agent cards and signs them with the tenant's key: a detached JWS over the canonical form.
 *
 * @see <a href="https://a2a-protocol.org/latest/specification/">A2A, agent card signing</a>
 */
final class SignedAgentCardFactory {

  /**
   * The A2A version of the card format; the member {@code supportedInterfaces} comes from version
   * 1.0.
   */
  static final String PROTOCOL_VERSION = "0.3.0";

  private static final Map<String, Object> HEADER = Map.of("typ", "JOSE");

  private static final String SCHEME = "lumoauth_oauth2";
  private static final String TRANSPORT = "JSONRPC";

  private final SigningKeyService keys;

  SignedAgentCardFactory(SigningKeyService keys) {
    this.keys = keys;
  }

  Map<String, Object> of(TenantContext tenant, Agent agent, AgentCardContent form) {
    var card = card(tenant, agent, form);
    var payload =
        AgentCardJsonCodec.canonical(card)
            .orElseThrow(
                () -> new IllegalStateException("The generated card has no canonical form"));
    var jws =
        keys.sign(tenant, SigningKeyService.SigningAlgorithm.ES256, HEADER, payload).split("\\.");
    card.put("signatures", List.of(Map.of("protected", jws[0], "signature", jws[2])));
    return card;
  }

  private static Map<String, Object> card(
      TenantContext tenant, Agent agent, AgentCardContent form) {
    var card = new LinkedHashMap<String, Object>();
    card.put("protocolVersion", PROTOCOL_VERSION);
    card.put("name", agent.name());
    card.put("description", agent.description().orElse(agent.name()));
    card.put("url", form.url());
    card.put("preferredTransport", TRANSPORT);
    card.put(
        "supportedInterfaces",
        List.of(Map.of("url", form.url(), "protocolBinding", TRANSPORT, "protocolVersion", "1.0")));
    card.put("provider", provider(tenant, form));
    card.put(
        "capabilities",
        Map.of(
            "streaming", Boolean.TRUE.equals(form.streaming()),
            "pushNotifications", Boolean.TRUE.equals(form.pushNotifications())));
    card.put("defaultInputModes", form.inputModes());
    card.put("defaultOutputModes", form.outputModes());
    card.put("securitySchemes", Map.of(SCHEME, scheme(tenant)));
    card.put("security", List.of(Map.of(SCHEME, List.of())));
    card.put("skills", form.skillsOrNone().stream().map(SignedAgentCardFactory::skill).toList());
    card.put("version", Optional.ofNullable(form.version()).orElse("1.0.0"));
    return card;
  }

  private static Map<String, Object> provider(TenantContext tenant, AgentCardContent form) {
    return form.provider() == null
        ? Map.of("organization", tenant.slug(), "url", tenant.issuer())
        : Map.of("organization", form.provider().organization(), "url", form.provider().url());
  }

  private static Map<String, Object> scheme(TenantContext tenant) {
    return Map.of(
        "type",
        "oauth2",
        "flows",
        Map.of(
            "clientCredentials",
            Map.of("tokenUrl", tenant.issuer() + "/oauth/token", "scopes", Map.of())));
  }

  private static Map<String, Object> skill(AgentCardContent.AgentCardSkill skill) {
    return Map.of(
        "id", skill.id(),
        "name", skill.name(),
        "description", skill.description(),
        "tags", skill.tags());
  }
}
