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
 * What the resource of a question, and the provider of an agent, say of themselves, for the page
 * (sections Person Token Endpoint, Consent Presentation). They are asked for their documents again
 * once those are old; one that says nothing, or can't be had now, holds up nothing.
 */
@Component(service = ShownService.class)
public final class ShownService {

  private static final String DOCUMENT = "aauth-resource.json";
  private static final String PROVIDER = "aauth-agent.json";

  private final ServerDocuments documents;

  @Activate
  public ShownService(@Reference ServerDocuments documents) {
    this.documents = documents;
  }

  /**
   * Its {@code name}, {@code description} and {@code mode}, and {@code scopes}: what it says of
   * those that are asked for, each with {@code name} and {@code text}; empty if it says nothing.
   */
  Map<String, Object> of(TenantContext tenant, Question asked) {
    if (!asked.what().equals("person") && !asked.what().equals(Question.AUTH)) {
      return Map.of();
    }
    return documents
        .find(tenant, asked.resource(), DOCUMENT)
        .map(ServerDocument::words)
        .map(words -> model(words, asked.scope()))
        .orElse(Map.of());
  }

  /**
   * What the provider of an agent says of itself that acts for nobody yet: {@code name} and {@code
   * description}; empty if it says nothing, or the agent is known (section Agent-Person Binding).
   */
  Map<String, Object> provider(TenantContext tenant, Question asked) {
    return asked.firstOfAgent()
        ? documents
            .find(tenant, asked.firstProvider(), PROVIDER)
            .map(ServerDocument::words)
            .map(words -> shown(words.name(), words.description()))
            .orElse(Map.of())
        : Map.of();
  }

  private static Map<String, Object> shown(String name, String description) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", name);
    model.put("description", description);
    model.values().removeIf(""::equals);
    return model;
  }

  private static Map<String, Object> model(ServerWords words, List<String> asked) {
    Map<String, Object> model = shown(words.name(), words.description());
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
