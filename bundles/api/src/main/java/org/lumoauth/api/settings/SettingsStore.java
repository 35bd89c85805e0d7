/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.settings;

import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads and changes tenant settings. Reads are answered from memory. After a change, the event
 * {@link #CHANGED} is published for components that cache values derived from a section.
 */
@ProviderType
public interface SettingsStore {

  /**
   * Type of the event that a section was changed. The id of the event is the name of the section.
   */
  String CHANGED = "settings.changed";

  /**
   * Returns the section's values including defaults. If the section's module is installed but
   * unavailable, returns the tenant's own values as accepted earlier; if no module provides the
   * section, returns an empty map.
   */
  Map<String, Object> read(TenantContext tenant, String section);

  /**
   * Changes the given values; others remain.
   *
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error} naming the setting
   */
  Map<String, Object> change(TenantContext tenant, String section, Map<String, Object> changes);
}
