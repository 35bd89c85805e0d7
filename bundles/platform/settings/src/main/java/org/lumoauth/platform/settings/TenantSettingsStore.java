/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TenantSettingsSection.SettingDefinition;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores the settings of tenants: their own values over the defaults of modules. */
@Component(service = {SettingsStore.class, TenantSettingsStore.class})
public final class TenantSettingsStore implements SettingsStore {
  private final SettingsSectionRegistry sections;
  private final TenantSettingOverrideCache own;
  private final EffectiveSettingsResolver effective;
  private final SettingsChangeRecorder journal;

  @Activate
  public TenantSettingsStore(
      @Reference SettingsSectionRegistry sections,
      @Reference TenantSettingOverrideCache own,
      @Reference SettingsChangeRecorder journal) {
    this.sections = sections;
    this.own = own;
    this.effective = new EffectiveSettingsResolver(sections, own);
    this.journal = journal;
  }

  @Override
  public Map<String, Object> read(TenantContext tenant, String section) {
    return effective.of(tenant, section);
  }

  /** Returns the tenant's own values of a section, without defaults. */
  public Map<String, Object> readOwn(TenantContext tenant, String section) {
    return effective.ownOf(tenant, section);
  }

  @Override
  public Map<String, Object> change(
      TenantContext tenant, String section, Map<String, Object> changes) {
    change(tenant, Map.of(section, changes), AuditInitiator.server("system"));
    return read(tenant, section);
  }

  /**
   * Changes settings in several sections atomically. Unchanged values are not validated again,
   * because a module may have accepted them earlier.
   *
   * @param changes new values by section and setting; null restores the default
   * @throws ApiException 404 for an unknown section, 503 {@code module_unavailable} for a section
   *     with an unavailable module, 422 naming the setting
   */
  public void change(
      TenantContext tenant, Map<String, Map<String, Object>> changes, AuditInitiator by) {
    change(tenant, changes, by, permission -> {});
  }

  /**
   * Changes settings on behalf of a caller, who needs the permission of each changed setting.
   *
   * @param require throws if the caller lacks the permission
   * @throws ApiException also 403 {@code permission_denied}
   */
  public void change(
      TenantContext tenant,
      Map<String, Map<String, Object>> changes,
      AuditInitiator by,
      Consumer<String> require) {
    var before = own.of(tenant.id());
    var real = real(changes, before);
    permissions(real, before).forEach(require);
    if (real.isEmpty()) {
      return;
    }
    var replaced = own.save(tenant.id(), real);
    // From here on, no reads: a failed read would leave the change unpublished, or return a later
    // change.
    journal.changed(
        tenant,
        real,
        inForce(real, change -> replaced.get(change.name())),
        inForce(real, TenantSettingOverrideCache.SettingChange::value),
        by);
  }

  /**
   * Returns the permissions that a change requires in addition to the general one: those of each
   * setting with a new value.
   *
   * @throws ApiException as {@link #change}
   */
  public Set<String> permissions(TenantContext tenant, Map<String, Map<String, Object>> changes) {
    var before = own.of(tenant.id());
    return permissions(real(changes, before), before);
  }

  private static Set<String> permissions(
      List<TenantSettingOverrideCache.SettingChange> changes,
      Map<TenantSettingOverrideCache.SettingName, Object> before) {
    return changes.stream()
        .filter(
            change ->
                !Objects.equals(
                    SettingValueValidator.effectiveValue(
                        change.setting(), before.get(change.name())),
                    SettingValueValidator.effectiveValue(change.setting(), change.value())))
        .map(TenantSettingOverrideCache.SettingChange::permission)
        .filter(permission -> !permission.equals(TenantSettingsSection.SETTINGS_WRITE))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<TenantSettingOverrideCache.SettingChange> real(
      Map<String, Map<String, Object>> changes,
      Map<TenantSettingOverrideCache.SettingName, Object> before) {
    var wanted = new ArrayList<TenantSettingOverrideCache.SettingChange>();
    changes.forEach((section, values) -> wanted.addAll(checked(section, values, before)));
    var real = new ArrayList<TenantSettingOverrideCache.SettingChange>();
    wanted.stream()
        .filter(change -> !Objects.equals(plain(before.get(change.name())), change.value()))
        .forEach(real::add);
    for (TenantSettingOverrideCache.SettingChange change : List.copyOf(real)) {
      secretToRemove(change, wanted, before).ifPresent(real::add);
    }
    return real;
  }

  /** Removes a secret if its address changes: a secret must not be sent to another address. */
  private Optional<TenantSettingOverrideCache.SettingChange> secretToRemove(
      TenantSettingOverrideCache.SettingChange change,
      List<TenantSettingOverrideCache.SettingChange> wanted,
      Map<TenantSettingOverrideCache.SettingName, Object> before) {
    String section = change.name().section();
    return sections
        .secretOf(section, change.name().setting())
        .map(secret -> new TenantSettingOverrideCache.SettingName(section, secret))
        .filter(before::containsKey)
        .filter(secret -> wanted.stream().noneMatch(each -> each.name().equals(secret)))
        .flatMap(
            secret ->
                sections
                    .setting(section, secret.setting())
                    .map(setting -> changed(secret, null, setting)));
  }

  private TenantSettingOverrideCache.SettingChange changed(
      TenantSettingOverrideCache.SettingName name, Object value, SettingDefinition setting) {
    var permission = sections.requiredPermission(name.section(), name.setting());
    return new TenantSettingOverrideCache.SettingChange(name, value, setting, permission);
  }

  private static Map<TenantSettingOverrideCache.SettingName, Object> inForce(
      List<TenantSettingOverrideCache.SettingChange> changes,
      Function<TenantSettingOverrideCache.SettingChange, Object> own) {
    var values = new HashMap<TenantSettingOverrideCache.SettingName, Object>();
    changes.forEach(
        change ->
            values.put(
                change.name(),
                SettingValueValidator.effectiveValue(change.setting(), own.apply(change))));
    return values;
  }

  /**
   * Validates values as {@link #change} does.
   *
   * @throws ApiException 404 for an unknown section, 503 {@code module_unavailable} for a section
   *     with an unavailable module, 422 naming the setting
   */
  public void check(String section, Map<String, Object> values) {
    checked(section, values, Map.of());
  }

  private List<TenantSettingOverrideCache.SettingChange> checked(
      String section,
      Map<String, Object> values,
      Map<TenantSettingOverrideCache.SettingName, Object> before) {
    List<SettingDefinition> known =
        sections
            .declared(section)
            .orElseThrow(
                () ->
                    ApiException.notFound("The settings section " + section + " does not exist."));
    var changes = new ArrayList<TenantSettingOverrideCache.SettingChange>();
    values.forEach(
        (name, value) -> {
          var where = new TenantSettingOverrideCache.SettingName(section, name);
          changes.add(checked(known, where, value, plain(before.get(where))));
        });
    return changes;
  }

  private TenantSettingOverrideCache.SettingChange checked(
      List<SettingDefinition> known,
      TenantSettingOverrideCache.SettingName where,
      Object value,
      Object kept) {
    String name = where.setting();
    var setting =
        known.stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(
                () -> ApiException.invalid(name, "The setting " + name + " does not exist."));
    if (value == null) {
      return changed(where, null, setting);
    }
    try {
      var checked = SettingValueValidator.validate(setting, value);
      var objection = sections.objection(where.section(), name, checked);
      if (objection.isPresent() && !checked.equals(kept)) {
        throw ApiException.invalid(name, objection.get());
      }
      return changed(where, checked, setting);
    } catch (SettingValueValidator.InvalidSettingException e) {
      throw ApiException.invalid(name, name + ' ' + e.getMessage());
    }
  }

  /** Normalizes numbers for comparison: JSON parses small ones as {@code Integer}. */
  private static Object plain(Object value) {
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }
}
