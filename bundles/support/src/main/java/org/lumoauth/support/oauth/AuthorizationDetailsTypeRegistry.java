/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.oauth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsType;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsTypeSource;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/**
 * Tracks the types of {@code authorization_details} of a tenant: those of modules and its own. Must
 * be closed by its user.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9396">RFC 9396</a>
 */
public final class AuthorizationDetailsTypeRegistry implements AutoCloseable {

  private static final int MAX_DETAILS = 20;

  private final ProviderTracker<AuthorizationDetailsType> modules;
  private final ProviderTracker<AuthorizationDetailsTypeSource> sources;

  /** Tracks the providers of the registry. */
  public AuthorizationDetailsTypeRegistry(ProviderRegistry registry) {
    this.modules = registry.track(AuthorizationDetailsType.class);
    this.sources = registry.track(AuthorizationDetailsTypeSource.class);
  }

  /** Returns the names of the types (section 10). */
  public Set<String> names(TenantContext tenant) {
    Set<String> names = new TreeSet<>(modules.names());
    List<ServiceLease<AuthorizationDetailsTypeSource>> held = sources.leaseAvailable();
    try {
      held.forEach(source -> names.addAll(source.get().types(tenant)));
    } finally {
      held.forEach(ServiceLease::close);
    }
    return names;
  }

  /**
   * Returns the requested details in the form to grant.
   *
   * @throws OAuthException {@code invalid_authorization_details} (section 5)
   * @throws ApiException 503 {@code module_unavailable} if a type may belong to an unavailable
   *     module
   */
  public List<Map<String, Object>> check(
      TenantContext tenant, Client client, List<Map<String, Object>> asked) {
    if (asked.size() > MAX_DETAILS) {
      throw invalid("authorization_details must contain at most " + MAX_DETAILS + " elements.");
    }
    List<Map<String, Object>> checked = new ArrayList<>();
    for (Map<String, Object> detail : asked) {
      checked.add(check(tenant, client, detail));
    }
    return checked;
  }

  /**
   * Returns the requested part of the granted details (section 6).
   *
   * @throws OAuthException {@code invalid_authorization_details} if the request exceeds the grant
   */
  public List<Map<String, Object>> narrow(
      TenantContext tenant,
      Client client,
      List<Map<String, Object>> granted,
      List<Map<String, Object>> asked) {
    List<Map<String, Object>> narrowed = check(tenant, client, asked);
    if (!narrowed.stream().allMatch(detail -> isWithin(tenant, detail, granted))) {
      throw invalid(
          "The requested authorization_details exceed the granted ones. Request the "
              + "granted ones or a part of them.");
    }
    return narrowed;
  }

  /**
   * Describes an element in words, one line per permission.
   *
   * @throws OAuthException {@code invalid_authorization_details} if its type no longer exists
   */
  public List<String> describe(TenantContext tenant, Map<String, Object> detail, Locale locale) {
    return with(tenant, detail, type -> type.describe(tenant, detail, locale));
  }

  /**
   * Returns whether an element is covered by these capabilities or token scopes: by its type, or
   * each of its actions by {@code type:action} or {@code type.action}.
   */
  public static boolean isWithin(Set<String> names, Map<String, Object> detail) {
    Object type = detail.get("type");
    return names.contains(String.valueOf(type))
        || detail.get("actions") instanceof List<?> actions
            && !actions.isEmpty()
            && actions.stream()
                .allMatch(
                    action ->
                        names.contains(type + ":" + action) || names.contains(type + "." + action));
  }

  /** Returns the error for a parameter that is not a list of objects. */
  public static OAuthException malformedError() {
    return invalid("authorization_details must be a JSON array of objects.");
  }

  @Override
  public void close() {
    modules.close();
    sources.close();
  }

  private Map<String, Object> check(
      TenantContext tenant, Client client, Map<String, Object> detail) {
    if (detail == null) {
      throw malformedError();
    }
    return with(
        tenant,
        detail,
        type -> {
          if (client.metadata().get("authorization_details_types") instanceof List<?> registered
              && !registered.contains(detail.get("type"))) { // section 10
            throw invalid(
                "Each type in authorization_details must be one of the client's "
                    + "authorization_details_types: "
                    + String.join(", ", registered.stream().map(String::valueOf).toList())
                    + ".");
          }
          return type.check(tenant, client, detail);
        });
  }

  private boolean isWithin(
      TenantContext tenant, Map<String, Object> detail, List<Map<String, Object>> granted) {
    return with(
        tenant,
        detail,
        type ->
            granted.stream()
                .filter(each -> Objects.equals(detail.get("type"), each.get("type")))
                .anyMatch(each -> type.isWithin(tenant, detail, each)));
  }

  private <T> T with(
      TenantContext tenant,
      Map<String, Object> detail,
      Function<AuthorizationDetailsType, T> work) {
    if (!(detail.get("type") instanceof String name)) {
      throw invalid("Each element of authorization_details must have the member type.");
    }
    Optional<ServiceLease<AuthorizationDetailsType>> module = modules.leaseInstalled(name);
    if (module.isPresent()) {
      try (ServiceLease<AuthorizationDetailsType> held = module.get()) {
        return work.apply(held.get());
      }
    }
    try (LeasedProviders<AuthorizationDetailsTypeSource> held = sources.leaseAll()) {
      Optional<AuthorizationDetailsType> found =
          held.leases().stream()
              .flatMap(source -> source.get().find(tenant, name).stream())
              .findFirst();
      if (found.isEmpty()) {
        held.requireAll(); // The type may belong to an unavailable module.
        throw invalid(
            "Each type in authorization_details must be one of "
                + "authorization_details_types_supported in the server metadata.");
      }
      return work.apply(found.get());
    }
  }

  private static OAuthException invalid(String description) {
    return new OAuthException(400, "invalid_authorization_details", description);
  }
}
