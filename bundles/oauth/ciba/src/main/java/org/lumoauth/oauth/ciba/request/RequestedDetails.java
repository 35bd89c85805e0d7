package org.lumoauth.oauth.ciba.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.AuthorizationDetailsType;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** {@code authorization_details} of the types that are installed (RFC 9396). */
@Component(service = RequestedDetails.class)
public final class RequestedDetails {

  private static final int MAX_DETAILS = 20;

  private final Providers<AuthorizationDetailsType> types;

  @Activate
  public RequestedDetails(@Reference ProviderRegistry registry) {
    this.types = registry.follow(AuthorizationDetailsType.class);
  }

  @Deactivate
  void close() {
    types.close();
  }

  /**
   * What is asked for, as it is to be granted.
   *
   * @throws OAuthError {@code invalid_authorization_details} (section 5)
   */
  List<Map<String, Object>> of(TenantContext tenant, Client client, Optional<String> parameter) {
    if (parameter.isEmpty()) {
      return List.of();
    }
    List<Map<String, Object>> asked =
        Json.objects(parameter.get())
            .filter(list -> list.size() <= MAX_DETAILS)
            .orElseThrow(() -> invalid("authorization_details is no list of objects."));
    List<Map<String, Object>> granted = new ArrayList<>();
    for (Map<String, Object> detail : asked) {
      if (detail == null) {
        throw invalid("authorization_details is no list of objects.");
      }
      granted.add(checked(tenant, client, detail));
    }
    return granted;
  }

  /** What an element permits, in words, a line each. */
  public List<String> describe(TenantContext tenant, Map<String, Object> detail, Locale locale) {
    try (Lease<AuthorizationDetailsType> type = of(detail)) {
      return type.get().describe(tenant, detail, locale);
    }
  }

  private Map<String, Object> checked(
      TenantContext tenant, Client client, Map<String, Object> detail) {
    try (Lease<AuthorizationDetailsType> type = of(detail)) {
      if (client.metadata().get("authorization_details_types") instanceof List<?> registered
          && !registered.contains(type.name())) { // section 10
        throw invalid("The client may not use a type of authorization_details.");
      }
      return type.get().check(tenant, client, detail);
    }
  }

  private Lease<AuthorizationDetailsType> of(Map<String, Object> detail) {
    return Optional.ofNullable(detail.get("type"))
        .filter(String.class::isInstance)
        .flatMap(name -> types.acquire((String) name))
        .orElseThrow(() -> invalid("A type of authorization_details is not known here."));
  }

  private static OAuthError invalid(String description) {
    return new OAuthError(400, "invalid_authorization_details", description);
  }
}
