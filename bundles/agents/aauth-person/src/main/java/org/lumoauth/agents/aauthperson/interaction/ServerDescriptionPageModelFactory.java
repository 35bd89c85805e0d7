/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadata;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.agents.aauthperson.signature.ServerDisplayMetadata;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Shows how resources, access servers and new agents' providers describe themselves (AAuth draft,
 * sections Person Token Endpoint, Consent Presentation). Outdated metadata is fetched again;
 * missing or unavailable metadata does not delay the page.
 */
final class ServerDescriptionPageModelFactory {

  private static final String DOCUMENT = "aauth-resource.json";
  private static final String ACCESS = "aauth-access.json";
  private static final String PROVIDER = "aauth-agent.json";

  private final AAuthServerMetadataClient documents;

  ServerDescriptionPageModelFactory(AAuthServerMetadataClient documents) {
    this.documents = documents;
  }

  /**
   * Returns its {@code name}, {@code description}, {@code terms}, {@code policy} and {@code mode},
   * and {@code scopes}: the descriptions of the requested scopes, each with {@code name} and {@code
   * text}; empty if there is no description.
   */
  Map<String, Object> of(TenantContext tenant, InteractionQuestion asked) {
    return switch (asked.what()) {
      case "person", InteractionQuestion.AUTH ->
          documents
              .find(tenant, asked.resource(), DOCUMENT)
              .map(document -> resource(document, asked.scope()))
              .orElse(Map.of());
      case InteractionQuestion.CLAIMS, InteractionQuestion.CLARIFICATION ->
          documents
              .find(tenant, asked.resource(), ACCESS)
              .map(ServerDescriptionPageModelFactory::server)
              .orElse(Map.of());
      default -> Map.of();
    };
  }

  /**
   * Returns the provider's description for an agent without a person: {@code name}, {@code
   * description}, {@code terms} and {@code policy}; empty if there is none, or the agent is known
   * (section Agent-Person Binding).
   */
  Map<String, Object> provider(TenantContext tenant, InteractionQuestion asked) {
    return asked.bindsNewAgent()
        ? documents
            .find(tenant, asked.firstProvider(), PROVIDER)
            .map(ServerDescriptionPageModelFactory::server)
            .orElse(Map.of())
        : Map.of();
  }

  private static Map<String, Object> server(AAuthServerMetadata document) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", document.words().name());
    model.put("description", document.words().description());
    model.put("terms", document.page("tos_uri").orElse(""));
    model.put("policy", document.page("policy_uri").orElse(""));
    model.values().removeIf(""::equals);
    return model;
  }

  private static Map<String, Object> resource(AAuthServerMetadata document, List<String> asked) {
    ServerDisplayMetadata words = document.words();
    Map<String, Object> model = server(document);
    model.put("mode", words.accessMode());
    model.put(
        "scopes",
        asked.stream()
            .filter(words.scopes()::containsKey)
            .map(name -> Map.of("name", name, "text", words.scopes().get(name)))
            .toList());
    model.values().removeIf(value -> value.equals("") || value.equals(List.of()));
    return model;
  }
}
