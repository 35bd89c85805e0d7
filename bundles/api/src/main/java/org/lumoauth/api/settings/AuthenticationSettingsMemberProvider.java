/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.settings;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: members of the API section {@code authentication} that are not settings but
 * views of a module's data, such as the identity providers of a tenant. Registered with {@code
 * lumoauth.kind=settings-view} and {@code lumoauth.name}.
 */
public interface AuthenticationSettingsMemberProvider {

  /** Returns the names of the members, in snake case; they differ from those of all settings. */
  Set<String> members();

  /** Returns the values of the members without secrets, serializable as JSON. */
  Map<String, Object> readMembers(TenantContext tenant);

  /**
   * Validates the submitted members. Changes nothing yet, because the rest of the request is
   * validated too.
   *
   * @param sent the submitted members, some of {@link #members}; unchanged values have no effect
   * @param require rejects a caller without the given permission
   * @return the change to apply
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error} naming the member, 403
   *     if the caller lacks a required permission
   */
  PreparedSettingsChange prepareChange(
      TenantContext tenant, Map<String, Object> sent, Consumer<String> require, AuditInitiator by);

  /** A validated change. */
  @FunctionalInterface
  interface PreparedSettingsChange {

    /**
     * Applies the change atomically.
     *
     * @throws org.lumoauth.api.web.ApiException if it is rejected after all, for example because of
     *     a concurrent change
     */
    void apply();
  }
}
