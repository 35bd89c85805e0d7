/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.authorization;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a type of {@code authorization_details} (RFC 9396 section 2). Registered with
 * {@code lumoauth.kind=authorization-details} and {@code lumoauth.name} = the type. A type that
 * neither a module nor an {@link AuthorizationDetailsTypeSource} provides is rejected.
 */
public interface AuthorizationDetailsType {

  /**
   * Validates an element and returns it in the form to grant.
   *
   * @throws OAuthException {@code invalid_authorization_details} (RFC 9396 section 5)
   */
  Map<String, Object> check(TenantContext tenant, Client client, Map<String, Object> detail);

  /** Describes the permissions of an element for the resource owner, one line each. */
  List<String> describe(TenantContext tenant, Map<String, Object> detail, Locale locale);

  /**
   * Returns whether an element permits at most as much as a granted one (RFC 9396 section 6). Both
   * have this type and were parsed by the same JSON reader.
   */
  default boolean isWithin(
      TenantContext tenant, Map<String, Object> detail, Map<String, Object> granted) {
    return granted.equals(detail);
  }
}
