/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: adds members to the authorization server metadata (RFC 8414 section 2) while its
 * module is installed. Registered with {@code lumoauth.kind=metadata} and {@code lumoauth.name}.
 */
public interface ServerMetadataContributor {

  /**
   * Service property: the value of {@link #personalScopes}, a string or several. It remains known
   * while the module is unavailable, even if the module did not start with the server. Until a
   * contributor without this property was available, all scopes count as personal.
   */
  String PERSONAL_SCOPES = "lumoauth.oauth.personal-scopes";

  /** The property for a contributor without personal scopes. */
  String NO_PERSONAL_SCOPES = PERSONAL_SCOPES + "=";

  /**
   * Adds members to the document.
   *
   * @param metadata the existing members; lists are mutable
   */
  void contribute(TenantContext tenant, Map<String, Object> metadata);

  /**
   * Adds members that depend on those of other contributors. Called for each contributor after all
   * have contributed.
   *
   * @param metadata the existing members; lists are mutable
   */
  default void complete(TenantContext tenant, Map<String, Object> metadata) {
    // By default, nothing depends on other members.
  }

  /**
   * Returns the scopes of this module that allow personal actions of a user, such as appointing a
   * deputy. Users must always consent to them, even for the organization's own applications ({@code
   * first_party}).
   */
  default Set<String> personalScopes() {
    return Set.of();
  }

  /**
   * Adds values to a list of the document, without duplicates. Without values, no list is created.
   *
   * @param metadata the existing members
   * @param member a member with a list of strings, such as {@code scopes_supported}
   */
  @SuppressWarnings("unchecked")
  static void add(Map<String, Object> metadata, String member, Collection<String> values) {
    if (values.isEmpty()) {
      return;
    }
    var all = (List<Object>) metadata.computeIfAbsent(member, any -> new ArrayList<>());
    for (String value : values) {
      if (!all.contains(value)) {
        all.add(value);
      }
    }
  }
}
