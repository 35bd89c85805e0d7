/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.settings.AuthenticationSettingsMemberProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.provider.PreparedProviderChange;
import org.lumoauth.authn.federation.provider.ProviderNameValidator;
import org.lumoauth.authn.federation.provider.ProvisionedUserRoleService;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.authn.federation.provider.SocialProviderRequestParser;
import org.lumoauth.authn.federation.provider.SocialProviderService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Shows providers in the settings: {@code social_providers} lists the names of enabled providers,
 * {@code social_configs} contains all providers by name. Both read and write the providers
 * themselves and have no storage of their own. Access requires the same permissions as {@code
 * ~/admin/social-providers}.
 */
@Component(property = {"lumoauth.kind=settings-view", "lumoauth.name=social-login"})
public final class SocialProviderSettingsProvider implements AuthenticationSettingsMemberProvider {

  static final String PROVIDERS = "social_providers";
  static final String CONFIGS = "social_configs";

  private static final String MANAGE = "settings.manage";
  private static final String GIVE_ROLES = "roles.write";
  private static final int MAX_PROVIDERS = 100;

  private final SocialProviderService providers;
  private final SocialProviderSettingsMapper configs;

  @Activate
  public SocialProviderSettingsProvider(
      @Reference SocialProviderService providers, @Reference ProvisionedUserRoleService roles) {
    this.providers = providers;
    this.configs = new SocialProviderSettingsMapper(roles);
  }

  @Override
  public Set<String> members() {
    return Set.of(PROVIDERS, CONFIGS);
  }

  @Override
  public Map<String, Object> readMembers(TenantContext tenant) {
    var all = providers.list(tenant);
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put(PROVIDERS, List.copyOf(enabled(all)));
    shown.put(CONFIGS, shown(tenant, all));
    return shown;
  }

  @Override
  public PreparedSettingsChange prepareChange(
      TenantContext tenant, Map<String, Object> sent, Consumer<String> require, AuditInitiator by) {
    var all = providers.list(tenant);
    var bodies =
        sent.containsKey(CONFIGS)
            ? bodies(sent.get(CONFIGS), shown(tenant, all))
            : Map.<String, Map<String, Object>>of();
    var enabled = sent.containsKey(PROVIDERS) ? names(sent.get(PROVIDERS)) : enabled(all);
    boolean same = enabled.equals(enabled(all));
    requireKnown(enabled, all, bodies.keySet());
    if (!bodies.isEmpty() || !same) {
      require.accept(MANAGE);
    }
    Runnable mayGiveRoles = () -> require.accept(GIVE_ROLES);
    var there = all.stream().map(SocialProvider::provider).collect(Collectors.toSet());
    providers.requireCapacity(
        tenant, (int) bodies.keySet().stream().filter(name -> !there.contains(name)).count());
    List<PreparedProviderChange> steps =
        new ArrayList<>(); // all changes are validated before any is applied
    bodies.forEach(
        (name, body) -> {
          if (!same) {
            body.put("enabled", enabled.contains(name));
          }
          var form = new SocialProviderRequestParser(body);
          steps.add(
              there.contains(name)
                  ? providers.prepareChange(tenant, name, form, mayGiveRoles, by)
                  : providers.prepareCreation(tenant, name, form, mayGiveRoles, by));
        });
    for (SocialProvider each : all) {
      boolean wanted = enabled.contains(each.provider());
      if (wanted != each.settings().enabled() && !bodies.containsKey(each.provider())) {
        steps.add(providers.prepareEnabling(tenant, each.provider(), wanted, mayGiveRoles, by));
      }
    }
    return () -> {
      if (!steps.isEmpty()) {
        providers.apply(steps);
      }
    };
  }

  /** Returns the submitted changes for each provider, without unchanged members. */
  private static Map<String, Map<String, Object>> bodies(
      Object sent, Map<String, Map<String, Object>> shown) {
    Map<String, Map<String, Object>> bodies = new TreeMap<>();
    object(sent)
        .forEach(
            (name, value) -> {
              var body = object(value);
              var there = shown.getOrDefault(ProviderNameValidator.requireValid(name), Map.of());
              body.entrySet().removeIf(each -> SocialProviderSettingsMapper.same(each, there));
              if (!body.isEmpty() || there.isEmpty()) {
                bodies.put(name, body);
              }
            });
    return bodies;
  }

  private static void requireKnown(
      Set<String> enabled, List<SocialProvider> all, Set<String> others) {
    for (String name : enabled) {
      if (!others.contains(name) && all.stream().noneMatch(each -> each.provider().equals(name))) {
        throw ApiException.invalid(
            PROVIDERS, "The identity provider " + name + " does not exist in this tenant.");
      }
    }
  }

  private static Set<String> names(Object value) {
    if (!(value instanceof List<?> items) || items.size() > MAX_PROVIDERS) {
      throw ApiException.invalid(PROVIDERS, PROVIDERS + " must be a list of names.");
    }
    Set<String> names = new TreeSet<>();
    for (Object item : items) {
      if (!(item instanceof String name)) {
        throw ApiException.invalid(PROVIDERS, PROVIDERS + " must be a list of names.");
      }
      names.add(ProviderNameValidator.requireValid(name));
    }
    return names;
  }

  private static Map<String, Object> object(Object value) {
    if (!(value instanceof Map<?, ?> object) || object.size() > MAX_PROVIDERS) {
      throw ApiException.invalid(CONFIGS, CONFIGS + " must be an object of objects.");
    }
    Map<String, Object> members = new TreeMap<>();
    object.forEach((key, member) -> members.put(String.valueOf(key), member));
    return members;
  }

  private static Set<String> enabled(List<SocialProvider> all) {
    return all.stream()
        .filter(each -> each.settings().enabled())
        .map(SocialProvider::provider)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Map<String, Map<String, Object>> shown(TenantContext tenant, List<SocialProvider> all) {
    Map<String, Map<String, Object>> shown = new TreeMap<>();
    all.forEach(each -> shown.put(each.provider(), configs.of(tenant, each)));
    return shown;
  }
}
