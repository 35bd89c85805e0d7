package org.lumoauth.platform.messaging.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.lumoauth.api.message.MessageTemplates;
import org.lumoauth.api.message.MessageTemplates.Template;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The templates that modules bring. */
@Component(service = KnownTemplates.class)
public final class KnownTemplates {

  /** A variable that every template has: what people call the tenant. */
  public static final String TENANT_NAME = "tenant_name";

  private final Providers<MessageTemplates> sources;

  @Activate
  public KnownTemplates(@Reference ProviderRegistry registry) {
    this.sources = registry.follow(MessageTemplates.class);
  }

  @Deactivate
  void close() {
    sources.close();
  }

  /** Names of all templates. */
  public Set<String> names() {
    var names = new TreeSet<String>();
    each(source -> Optional.of(names.addAll(source.names())));
    return names;
  }

  /** Names of the variables of a template, ours too; empty if there is no such template. */
  public Optional<Set<String>> variables(String name) {
    return each(
            source ->
                source.names().contains(name)
                    ? Optional.of(source.variables(name))
                    : Optional.<Set<String>>empty())
        .stream()
        .findFirst()
        .map(
            own -> {
              var all = new TreeSet<>(own);
              all.add(TENANT_NAME);
              return all;
            });
  }

  /** The template in this language. */
  public Optional<Template> template(String name, Locale locale) {
    return each(source -> source.template(name, locale)).stream().findFirst();
  }

  /** A module that would bring templates, and is away now. */
  public Optional<String> away() {
    return sources.away().values().stream().findFirst();
  }

  private <T> List<T> each(Function<MessageTemplates, Optional<T>> question) {
    List<Lease<MessageTemplates>> held = sources.acquireAll();
    try {
      var answers = new ArrayList<T>();
      held.forEach(source -> question.apply(source.get()).ifPresent(answers::add));
      return answers;
    } finally {
      held.forEach(Lease::close);
    }
  }
}
