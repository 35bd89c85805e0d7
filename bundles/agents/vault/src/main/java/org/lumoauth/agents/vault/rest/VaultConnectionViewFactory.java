/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.rest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.agents.vault.connection.ConnectionRequestBodyParser;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultGrant;
import org.lumoauth.agents.vault.link.ConnectionPageUrls;
import org.lumoauth.agents.vault.link.UserConnection;
import org.lumoauth.api.tenant.TenantContext;

/** Converts connections and grants to JSON, never with secrets or tokens. */
final class VaultConnectionViewFactory {

  private VaultConnectionViewFactory() {}

  /** Returns the view for administrators. */
  static Map<String, Object> whole(TenantContext tenant, VaultConnection connection) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("connection_id", connection.id());
    view.putAll(ConnectionRequestBodyParser.of(connection.spec()));
    view.put(
        "client_secret",
        connection.hasSecret() ? Map.of("configured", true, "redacted", true) : null);
    if (connection.spec().isUserMode()) {
      view.put("redirect_uri", ConnectionPageUrls.callback(tenant, connection.id()));
      view.put("connect_url", ConnectionPageUrls.authorize(tenant, connection.id()));
    }
    view.put("created_at", connection.createdAt().toString());
    view.put("updated_at", connection.updatedAt().toString());
    return view;
  }

  /** Returns the view for the user. */
  static Map<String, Object> own(TenantContext tenant, UserConnection linked) {
    var spec = linked.connection().spec();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("connection_id", linked.connection().id());
    view.put("name", spec.name());
    view.put("provider", spec.provider());
    view.put("provider_label", spec.providerLabel());
    view.put("capability", spec.capability());
    view.put("connect_url", ConnectionPageUrls.authorize(tenant, linked.connection().id()));
    view.put("linked", linked.grant().isPresent());
    view.put("grant", linked.grant().map(VaultConnectionViewFactory::grant).orElse(null));
    return view;
  }

  /** Returns a grant without its tokens. */
  static Map<String, Object> grant(VaultGrant grant) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("grant_id", grant.id());
    view.put("user_id", grant.isMachineGrant() ? null : grant.holder());
    view.put("status", grant.status().wire());
    view.put("scopes", grant.scopes());
    view.put("refreshable", grant.refreshable());
    view.put("expires_at", grant.expiresAt().map(Instant::toString).orElse(null));
    view.put("created_at", grant.createdAt().toString());
    return view;
  }
}
