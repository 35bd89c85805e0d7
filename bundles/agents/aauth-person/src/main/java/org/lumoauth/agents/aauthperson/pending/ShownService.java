package org.lumoauth.agents.aauthperson.pending;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.signature.ServerDocument;
import org.lumoauth.agents.aauthperson.signature.ServerDocuments;
import org.lumoauth.agents.aauthperson.signature.ServerWords;
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
@Component(service = ShownService.class)
public final class ShownService {

  private static final String DOCUMENT = "aauth-resource.json";
  private static final String ACCESS = "aauth-access.json";
  private static final String PROVIDER = "aauth-agent.json";

  private final ServerDocuments documents;

  @Activate
  public ShownService(@Reference ServerDocuments documents) {
    this.documents = documents;
  }

  /**
   * Its {@code name}, {@code description}, {@code terms}, {@code policy} and {@code mode}, and
   * {@code scopes}: what it says of those that are asked for, each with {@code name} and {@code
   * text}; empty if it says nothing.
   */
  Map<String, Object> of(TenantContext tenant, Question asked) {
    return switch (asked.what()) {
      case "person", Question.AUTH ->
          documents
              .find(tenant, asked.resource(), DOCUMENT)
              .map(document -> resource(document, asked.scope()))
              .orElse(Map.of());
      case Question.CLAIMS, Question.CLARIFICATION ->
          documents
              .find(tenant, asked.resource(), ACCESS)
              .map(ShownService::server)
              .orElse(Map.of());
      default -> Map.of();
    };
  }

  /**
   * What the provider of an agent says of itself that acts for nobody yet: {@code name}, {@code
   * description}, {@code terms} and {@code policy}; empty if it says nothing, or the agent is known
   * (section Agent-Person Binding).
   */
  Map<String, Object> provider(TenantContext tenant, Question asked) {
    return asked.firstOfAgent()
        ? documents
            .find(tenant, asked.firstProvider(), PROVIDER)
            .map(ShownService::server)
            .orElse(Map.of())
        : Map.of();
  }

  private static Map<String, Object> server(ServerDocument document) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", document.words().name());
    model.put("description", document.words().description());
    model.put("terms", document.page("tos_uri").orElse(""));
    model.put("policy", document.page("policy_uri").orElse(""));
    model.values().removeIf(""::equals);
    return model;
  }

  private static Map<String, Object> resource(ServerDocument document, List<String> asked) {
    ServerWords words = document.words();
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
