package org.lumoauth.agents.aauthperson.deferred;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadata;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.agents.aauthperson.signature.ServerDisplayMetadata;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the resource or the access server of a question, and the provider of an agent, say of
 * themselves, for the page (sections Person Token Endpoint, Consent Presentation). They are asked
 * for their documents again once those are old; one that says nothing, or can't be had now, holds
 * up nothing.
 */
@Component(service = InteractionServiceView.class)
public final class InteractionServiceView {

  private static final String DOCUMENT = "aauth-resource.json";
  private static final String ACCESS = "aauth-access.json";
  private static final String PROVIDER = "aauth-agent.json";

  private final AAuthServerMetadataClient documents;

  @Activate
  public InteractionServiceView(@Reference AAuthServerMetadataClient documents) {
    this.documents = documents;
  }

  /**
   * Its {@code name}, {@code description}, {@code terms}, {@code policy} and {@code mode}, and
   * {@code scopes}: what it says of those that are asked for, each with {@code name} and {@code
   * text}; empty if it says nothing.
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
              .map(InteractionServiceView::server)
              .orElse(Map.of());
      default -> Map.of();
    };
  }

  /**
   * What the provider of an agent says of itself that acts for nobody yet: {@code name}, {@code
   * description}, {@code terms} and {@code policy}; empty if it says nothing, or the agent is known
   * (section Agent-Person Binding).
   */
  Map<String, Object> provider(TenantContext tenant, InteractionQuestion asked) {
    return asked.bindsNewAgent()
        ? documents
            .find(tenant, asked.firstProvider(), PROVIDER)
            .map(InteractionServiceView::server)
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
