/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.interpreter.VocabularyLoader.ActionDescription;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Caches vocabularies. A change on this node, or announced by an event of another node, applies
 * from the next question on; the expiry bounds the effect of a lost event.
 */
@Component(
    service = {VocabularyCache.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-interpreter"})
public final class VocabularyCache implements DomainEventListener {

  private static final int MAX_TENANTS = 500;
  private static final int MAX_AGENTS = 5_000;
  private static final Duration EXPIRY = Duration.ofMinutes(5);
  private static final Set<String> CHANGES = Set.of("roles.changed", "settings.changed");

  private record VocabularyKey(String tenantId, Set<String> capabilities) {}

  private final VocabularyLoader sources;
  private final SentenceVectorCache vectors;
  private final WordTokenizer words = new WordTokenizer();
  private final EnglishLexicon lexicon = new EnglishLexicon(words);
  private final ActionNameParser namings = new ActionNameParser(words, lexicon);
  private final Cache<String, ActionVocabulary> tenants =
      MeasuredCacheFactory.build(
          "agents-interpreter.tenants",
          Caffeine.newBuilder().maximumSize(MAX_TENANTS).expireAfterWrite(EXPIRY));
  private final Cache<VocabularyKey, ActionVocabulary> agents =
      MeasuredCacheFactory.build(
          "agents-interpreter.agents",
          Caffeine.newBuilder().maximumSize(MAX_AGENTS).expireAfterWrite(EXPIRY));

  @Activate
  public VocabularyCache(@Reference ProviderRegistry providers, @Reference SettingsStore settings) {
    this.sources = new VocabularyLoader(providers, settings);
    this.vectors = new SentenceVectorCache(providers);
  }

  @Deactivate
  void close() {
    sources.close();
    vectors.close();
    words.close();
  }

  SentenceVectorCache vectors() {
    return vectors;
  }

  WordTokenizer words() {
    return words;
  }

  EnglishLexicon lexicon() {
    return lexicon;
  }

  /** Returns the vocabulary for this agent: the tenant's actions and the agent's own. */
  ActionVocabulary of(TenantContext tenant, SubjectRef agent) {
    var known = tenants.get(tenant.id(), id -> load(tenant));
    Set<String> own = new HashSet<>(sources.capabilities(tenant, agent));
    own.removeIf(known::has);
    return own.isEmpty()
        ? known
        : agents.get(
            new VocabularyKey(tenant.id(), Set.copyOf(own)), key -> known.with(named(own)));
  }

  private ActionVocabulary load(TenantContext tenant) {
    List<TenantAction> known = new ArrayList<>();
    sources.actions(tenant).forEach((action, said) -> known.add(action(action, said)));
    Map<String, String> synonyms = new HashMap<>();
    sources
        .synonyms(tenant)
        .forEach((word, means) -> synonyms.put(words.stem(word), words.stem(means)));
    return new ActionVocabulary(known, synonyms);
  }

  private List<TenantAction> named(Set<String> actions) {
    return actions.stream().map(action -> action(action, new ActionDescription())).toList();
  }

  private TenantAction action(String action, ActionDescription said) {
    List<ParsedActionName> names = new ArrayList<>();
    namings.ofAction(action, said.names()).ifPresent(names::add);
    said.names().forEach(name -> namings.ofName(name, action).ifPresent(names::add));
    Set<String> hints = new HashSet<>();
    said.names().forEach(name -> hints.addAll(namings.hints(name)));
    said.texts().forEach(text -> hints.addAll(namings.hints(text)));
    return new TenantAction(action, names, hints, description(action, said));
  }

  /** Returns the words of the identifier, the name and the first description. */
  private static String description(String action, ActionDescription said) {
    List<String> texts = new ArrayList<>();
    texts.add(action.replaceAll("[._:/\\-]+", " "));
    texts.addAll(said.names());
    said.texts().stream().limit(1).forEach(texts::add);
    return String.join(". ", texts);
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals("tenant.changed")) {
      tenants.invalidateAll();
      agents.invalidateAll();
    } else if (CHANGES.contains(event.type())) {
      tenants.invalidate(event.tenantId());
      agents.asMap().keySet().removeIf(key -> key.tenantId().equals(event.tenantId()));
    }
  }
}
