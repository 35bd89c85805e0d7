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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsSchema.Setting;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Settings of tenants: what they set for themselves over the defaults of the modules. */
@Component(service = {SettingsStore.class, StoredSettings.class})
public final class StoredSettings implements SettingsStore {
  private final Sections sections;
  private final OwnValues own;
  private final EffectiveValues effective;
  private final SettingsJournal journal;

  @Activate
  public StoredSettings(
      @Reference Sections sections, @Reference OwnValues own, @Reference SettingsJournal journal) {
    this.sections = sections;
    this.own = own;
    this.effective = new EffectiveValues(sections, own);
    this.journal = journal;
  }

  @Override
  public Map<String, Object> read(TenantContext tenant, String section) {
    return effective.of(tenant, section);
  }

  /** What the tenant set for itself in a section, without the defaults. */
  public Map<String, Object> readOwn(TenantContext tenant, String section) {
    return effective.ownOf(tenant, section);
  }

  @Override
  public Map<String, Object> change(
      TenantContext tenant, String section, Map<String, Object> changes) {
    change(tenant, Map.of(section, changes), Initiator.server("system"));
    return read(tenant, section);
  }

  /**
   * Changes what is given in several sections, all of it or nothing. A module is not asked about
   * what stays as it is: it may have taken before what it takes no more.
   *
   * @param changes new values by section and setting; null brings the default back
   * @throws Problem 404 for a section that there is not, 503 {@code module_unavailable} for one
   *     whose module is away, 422 naming the setting
   */
  public void change(TenantContext tenant, Map<String, Map<String, Object>> changes, Initiator by) {
    change(tenant, changes, by, permission -> {});
  }

  /**
   * The same for a caller who needs the permission of each setting that changes.
   *
   * @param require refuses a caller without the permission
   * @throws Problem 403 {@code permission_denied} as well
   */
  public void change(
      TenantContext tenant,
      Map<String, Map<String, Object>> changes,
      Initiator by,
      Consumer<String> require) {
    var before = own.of(tenant.id());
    var real = real(changes, before);
    permissions(real, before).forEach(require);
    if (real.isEmpty()) {
      return;
    }
    var replaced = own.keep(tenant.id(), real);
    // From here on nothing is read: it could fail, with nobody told of the change, or be of another
    // that came after this one.
    journal.changed(
        tenant,
        real,
        inForce(real, change -> replaced.get(change.name())),
        inForce(real, OwnValues.Change::value),
        by);
  }

  /**
   * The permissions that a change needs beside the one to change settings: of each setting that has
   * another value afterwards.
   *
   * @throws Problem as {@link #change}
   */
  public Set<String> permissions(TenantContext tenant, Map<String, Map<String, Object>> changes) {
    var before = own.of(tenant.id());
    return permissions(real(changes, before), before);
  }

  private static Set<String> permissions(
      List<OwnValues.Change> changes, Map<OwnValues.Name, Object> before) {
    return changes.stream()
        .filter(
            change ->
                !Objects.equals(
                    SettingRules.inForce(change.setting(), before.get(change.name())),
                    SettingRules.inForce(change.setting(), change.value())))
        .map(OwnValues.Change::permission)
        .filter(permission -> !permission.equals(SettingsSchema.SETTINGS_WRITE))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<OwnValues.Change> real(
      Map<String, Map<String, Object>> changes, Map<OwnValues.Name, Object> before) {
    var wanted = new ArrayList<OwnValues.Change>();
    changes.forEach((section, values) -> wanted.addAll(checked(section, values, before)));
    var real = new ArrayList<OwnValues.Change>();
    wanted.stream()
        .filter(change -> !Objects.equals(plain(before.get(change.name())), change.value()))
        .forEach(real::add);
    for (OwnValues.Change change : List.copyOf(real)) {
      secretToRemove(change, wanted, before).ifPresent(real::add);
    }
    return real;
  }

  /** A secret is for the address that it was set with: it is not used at another one. */
  private Optional<OwnValues.Change> secretToRemove(
      OwnValues.Change change, List<OwnValues.Change> wanted, Map<OwnValues.Name, Object> before) {
    String section = change.name().section();
    return sections
        .secretOf(section, change.name().setting())
        .map(secret -> new OwnValues.Name(section, secret))
        .filter(before::containsKey)
        .filter(secret -> wanted.stream().noneMatch(each -> each.name().equals(secret)))
        .flatMap(
            secret ->
                sections
                    .setting(section, secret.setting())
                    .map(setting -> changed(secret, null, setting)));
  }

  private OwnValues.Change changed(OwnValues.Name name, Object value, Setting setting) {
    var permission = sections.requiredPermission(name.section(), name.setting());
    return new OwnValues.Change(name, value, setting, permission);
  }

  private static Map<OwnValues.Name, Object> inForce(
      List<OwnValues.Change> changes, Function<OwnValues.Change, Object> own) {
    var values = new HashMap<OwnValues.Name, Object>();
    changes.forEach(
        change ->
            values.put(change.name(), SettingRules.inForce(change.setting(), own.apply(change))));
    return values;
  }

  /**
   * Refuses what {@link #change} would refuse.
   *
   * @throws Problem 404 for a section that there is not, 503 {@code module_unavailable} for one
   *     whose module is away, 422 naming the setting
   */
  public void check(String section, Map<String, Object> values) {
    checked(section, values, Map.of());
  }

  private List<OwnValues.Change> checked(
      String section, Map<String, Object> values, Map<OwnValues.Name, Object> before) {
    List<Setting> known =
        sections
            .declared(section)
            .orElseThrow(
                () -> Problem.notFound("There is no section " + section + " of settings here."));
    var changes = new ArrayList<OwnValues.Change>();
    values.forEach(
        (name, value) -> {
          var where = new OwnValues.Name(section, name);
          changes.add(checked(known, where, value, plain(before.get(where))));
        });
    return changes;
  }

  private OwnValues.Change checked(
      List<Setting> known, OwnValues.Name where, Object value, Object kept) {
    String name = where.setting();
    var setting =
        known.stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> Problem.invalid(name, "There is no setting " + name + " here."));
    if (value == null) {
      return changed(where, null, setting);
    }
    try {
      var checked = SettingRules.checked(setting, value);
      var objection = sections.objection(where.section(), name, checked);
      if (objection.isPresent() && !checked.equals(kept)) {
        throw Problem.invalid(name, objection.get());
      }
      return changed(where, checked, setting);
    } catch (SettingRules.Refused e) {
      throw Problem.invalid(name, name + ' ' + e.getMessage());
    }
  }

  /** Numbers as they are compared: JSON reads small ones as {@code Integer}. */
  private static Object plain(Object value) {
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }
}
