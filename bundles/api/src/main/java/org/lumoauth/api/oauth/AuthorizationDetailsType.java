package org.lumoauth.api.oauth;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: one type of {@code authorization_details} (RFC 9396 section 2). Registered with
 * {@code lumoauth.kind=authorization-details} and {@code lumoauth.name} = the type. A type without
 * a module is refused.
 */
public interface AuthorizationDetailsType {

  /**
   * Checks one element and returns it as it is to be granted.
   *
   * @throws OAuthError {@code invalid_authorization_details} (RFC 9396 section 5)
   */
  Map<String, Object> check(TenantContext tenant, Client client, Map<String, Object> detail);

  /** What the element permits, in words for the person who is to grant it, a line each. */
  List<String> describe(TenantContext tenant, Map<String, Object> detail, Locale locale);
}
