package org.lumoauth.api.settings;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: members of the section {@code authentication} of the API that are no settings
 * but another way to what a module keeps, as the identity providers of a tenant. Registered with
 * {@code lumoauth.kind=settings-view} and {@code lumoauth.name}.
 */
public interface VirtualSettingsProvider {

  /** The names of the members, in snake case; no setting has one of them. */
  Set<String> members();

  /** What the members show; nothing secret. JSON can hold it. */
  Map<String, Object> readMembers(TenantContext tenant);

  /**
   * Looks at what was sent. Changes nothing yet: what else the request changes is looked at too.
   *
   * @param sent the members that were sent, some of {@link #members}; what is as it was shown
   *     changes nothing
   * @param require refuses whoever has not the permission that it is given
   * @return what changes it
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error} naming the member, 403
   *     if it takes a permission that the caller has not
   */
  PreparedSettingsChange prepareChange(
      TenantContext tenant, Map<String, Object> sent, Consumer<String> require, AuditInitiator by);

  /** A change that was looked at. */
  @FunctionalInterface
  interface PreparedSettingsChange {

    /**
     * Makes it, all of it or nothing.
     *
     * @throws org.lumoauth.api.web.ApiException if it is refused after all, as where somebody was
     *     faster
     */
    void apply();
  }
}
