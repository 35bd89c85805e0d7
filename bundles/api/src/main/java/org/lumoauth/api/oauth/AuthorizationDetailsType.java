package org.lumoauth.api.oauth;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: one type of {@code authorization_details} (RFC 9396 section 2). Registered with
 * {@code lumoauth.kind=authorization-details} and {@code lumoauth.name} = the type. A type that
 * neither a module nor an {@link AuthorizationDetailsSource} has is refused.
 */
public interface AuthorizationDetailsType {

  /**
   * Checks one element and returns it as it is to be granted.
   *
   * @throws OAuthException {@code invalid_authorization_details} (RFC 9396 section 5)
   */
  Map<String, Object> check(TenantContext tenant, Client client, Map<String, Object> detail);

  /** What the element permits, in words for the person who is to grant it, a line each. */
  List<String> describe(TenantContext tenant, Map<String, Object> detail, Locale locale);

  /**
   * Whether an element permits nothing that a granted one does not (RFC 9396 section 6). Both are
   * of this type and have been read from JSON by the same reader.
   */
  default boolean isWithin(
      TenantContext tenant, Map<String, Object> detail, Map<String, Object> granted) {
    return granted.equals(detail);
  }
}
