/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.settings;

import java.util.Map;
import java.util.function.Function;
import org.lumoauth.api.settings.TenantSettingsSection.SettingDefinition;
import org.lumoauth.api.tenant.TenantContext;

/**
 * A setting of a {@link SettingsSchema}, read with its type.
 *
 * @param <T> the type of the value in the code, such as {@code Duration}
 */
public final class TypedSetting<T> {
  private final String section;
  private final SettingDefinition definition;
  private final Function<Object, T> reader;

  TypedSetting(String section, SettingDefinition definition, Function<Object, T> reader) {
    this.section = section;
    this.definition = definition;
    this.reader = reader;
  }

  /** Returns the name of the setting. */
  public String name() {
    return definition.name();
  }

  /** Returns the definition for {@link TenantSettingsSection#settings}. */
  public SettingDefinition definition() {
    return definition;
  }

  /** Returns the tenant's value, or the default. */
  public T read(SettingsStore settings, TenantContext tenant) {
    return from(settings.read(tenant, section));
  }

  /** Returns the value among those of the section, or the default. */
  public T from(Map<String, Object> values) {
    Object value = values.get(definition.name());
    return reader.apply(value == null ? definition.defaultValue() : value);
  }
}
