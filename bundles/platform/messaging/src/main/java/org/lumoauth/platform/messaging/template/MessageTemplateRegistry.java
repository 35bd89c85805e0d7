/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lumoauth.api.message.MessageTemplateProvider;
import org.lumoauth.api.message.MessageTemplateProvider.MessageTemplate;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The templates that modules provide. */
@Component(service = MessageTemplateRegistry.class)
public final class MessageTemplateRegistry {

  /** A variable of every template: the display name of the tenant. */
  public static final String TENANT_NAME = "tenant_name";

  private final ProviderTracker<MessageTemplateProvider> sources;

  @Activate
  public MessageTemplateRegistry(@Reference ProviderRegistry registry) {
    this.sources = registry.track(MessageTemplateProvider.class);
  }

  @Deactivate
  void close() {
    sources.close();
  }

  /** Returns the names of all templates. */
  public Set<String> names() {
    try (LeasedProviders<MessageTemplateProvider> held = sources.leaseAll()) {
      var names = new TreeSet<String>();
      held.leases().forEach(source -> names.addAll(source.get().names()));
      return names;
    }
  }

  /**
   * Returns the variable names of a template, including the common variables; empty if the template
   * is not available.
   */
  public Optional<Set<String>> variables(String name) {
    try (LeasedProviders<MessageTemplateProvider> held = sources.leaseAll()) {
      return variables(held, name);
    }
  }

  /** Returns the template in this language. */
  public Optional<MessageTemplate> template(String name, Locale locale) {
    try (LeasedProviders<MessageTemplateProvider> held = sources.leaseAll()) {
      return template(held, name, locale);
    }
  }

  /**
   * Returns the variables as {@link #variables} does.
   *
   * @throws ApiException 404 {@code resource_not_found} if the template does not exist; 503 {@code
   *     module_unavailable} while a module that may provide it is unavailable
   */
  Set<String> requireVariables(String name) {
    try (LeasedProviders<MessageTemplateProvider> held = sources.leaseAll()) {
      return variables(held, name).orElseThrow(() -> unknown(held));
    }
  }

  /**
   * Returns the template in this language, otherwise in English.
   *
   * @throws ApiException as {@link #requireVariables}
   */
  MessageTemplate requireTemplate(String name, Locale locale) {
    try (LeasedProviders<MessageTemplateProvider> held = sources.leaseAll()) {
      return template(held, name, locale)
          .or(() -> template(held, name, Locale.ENGLISH))
          .orElseThrow(() -> unknown(held));
    }
  }

  private static Optional<Set<String>> variables(
      LeasedProviders<MessageTemplateProvider> held, String name) {
    return each(
            held,
            source ->
                source.names().contains(name)
                    ? Optional.of(source.variables(name))
                    : Optional.<Set<String>>empty())
        .findFirst()
        .map(
            own -> {
              var all = new TreeSet<>(own);
              all.add(TENANT_NAME);
              return all;
            });
  }

  private static Optional<MessageTemplate> template(
      LeasedProviders<MessageTemplateProvider> held, String name, Locale locale) {
    return each(held, source -> source.template(name, locale)).findFirst();
  }

  private static <T> Stream<T> each(
      LeasedProviders<MessageTemplateProvider> held,
      Function<MessageTemplateProvider, Optional<T>> question) {
    return held.leases().stream().flatMap(source -> question.apply(source.get()).stream());
  }

  /** Not found, unless a module that may provide it is unavailable. */
  private static ApiException unknown(LeasedProviders<MessageTemplateProvider> held) {
    held.requireAll();
    return ApiException.notFound("This email template does not exist.");
  }
}
