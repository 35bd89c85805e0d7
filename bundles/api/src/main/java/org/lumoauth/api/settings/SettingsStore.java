package org.lumoauth.api.settings;

import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads and changes tenant settings. Reading answers from memory. After a change the event {@link
 * #CHANGED} is published, for those who keep what they made of a section.
 */
@ProviderType
public interface SettingsStore {

  /** Type of the event that a section was changed; the event's id is the section's name. */
  String CHANGED = "settings.changed";

  /**
   * The section's values, defaults filled in. Of a section whose module is installed but away, what
   * the tenant set for itself, as it was taken then; of one that no module brings, nothing.
   */
  Map<String, Object> read(TenantContext tenant, String section);

  /**
   * Changes what is given and leaves the rest.
   *
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error} naming the setting
   */
  Map<String, Object> change(TenantContext tenant, String section, Map<String, Object> changes);
}
