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
import org.lumoauth.agents.interpreter.Sources.Said;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Vocabularies in memory. A change on this node or, by event, on another is seen by the next
 * question; the expiry bounds how long a lost event can matter.
 */
@Component(
    service = {Vocabularies.class, DomainEventListener.class},
    property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-interpreter"})
public final class Vocabularies implements DomainEventListener {

  private static final int MAX_TENANTS = 500;
  private static final int MAX_AGENTS = 5_000;
  private static final Duration EXPIRY = Duration.ofMinutes(5);
  private static final Set<String> CHANGES = Set.of("roles.changed", "settings.changed");

  private record Of(String tenantId, Set<String> capabilities) {}

  private final Sources sources;
  private final Words words = new Words();
  private final Lexicon lexicon = new Lexicon(words);
  private final Namings namings = new Namings(words, lexicon);
  private final Cache<String, Vocabulary> tenants =
      MeasuredCache.build(
          "agents-interpreter.tenants",
          Caffeine.newBuilder().maximumSize(MAX_TENANTS).expireAfterWrite(EXPIRY));
  private final Cache<Of, Vocabulary> agents =
      MeasuredCache.build(
          "agents-interpreter.agents",
          Caffeine.newBuilder().maximumSize(MAX_AGENTS).expireAfterWrite(EXPIRY));

  @Activate
  public Vocabularies(@Reference Sources sources) {
    this.sources = sources;
  }

  @Deactivate
  void close() {
    words.close();
  }

  Words words() {
    return words;
  }

  Lexicon lexicon() {
    return lexicon;
  }

  /** What is known where this agent asks: the tenant's actions, and the agent's own. */
  Vocabulary of(TenantContext tenant, SubjectRef agent) {
    var known = tenants.get(tenant.id(), id -> load(tenant));
    Set<String> own = new HashSet<>(sources.capabilities(tenant, agent));
    own.removeIf(known::has);
    return own.isEmpty()
        ? known
        : agents.get(new Of(tenant.id(), Set.copyOf(own)), key -> known.with(named(own)));
  }

  private Vocabulary load(TenantContext tenant) {
    List<KnownAction> known = new ArrayList<>();
    sources.actions(tenant).forEach((action, said) -> known.add(action(action, said)));
    Map<String, String> synonyms = new HashMap<>();
    sources
        .synonyms(tenant)
        .forEach((word, means) -> synonyms.put(words.stem(word), words.stem(means)));
    return new Vocabulary(known, synonyms);
  }

  private List<KnownAction> named(Set<String> actions) {
    return actions.stream().map(action -> action(action, new Said())).toList();
  }

  private KnownAction action(String action, Said said) {
    List<Naming> names = new ArrayList<>();
    namings.ofAction(action).ifPresent(names::add);
    said.names().forEach(name -> namings.ofName(name).ifPresent(names::add));
    Set<String> hints = new HashSet<>();
    said.names().forEach(name -> hints.addAll(namings.hints(name)));
    said.texts().forEach(text -> hints.addAll(namings.hints(text)));
    return new KnownAction(action, names, hints);
  }

  @Override
  public void on(DomainEvent event) {
    if (event.type().equals("tenant.changed")) {
      tenants.invalidateAll();
      agents.invalidateAll();
    } else if (CHANGES.contains(event.type())) {
      tenants.invalidate(event.tenantId());
      agents.asMap().keySet().removeIf(key -> key.tenantId().equals(event.tenantId()));
    }
  }
}
