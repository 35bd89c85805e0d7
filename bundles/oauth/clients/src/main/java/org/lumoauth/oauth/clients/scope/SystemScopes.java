package org.lumoauth.oauth.clients.scope;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Scopes that modules bring, as they name them in the metadata ({@code scopes_supported}, RFC 8414
 * section 2). They come and go with their modules.
 */
@Component(service = SystemScopes.class)
public final class SystemScopes {

  static final String MEMBER = "scopes_supported";

  private static final Map<String, String> WORDS =
      Map.of(
          "openid", "Know who somebody is",
          "profile", "See somebody's profile: name, picture and the like",
          "email", "See somebody's e-mail address",
          "address", "See somebody's postal address",
          "phone", "See somebody's phone number",
          "offline_access", "Keep access while somebody is away",
          "roles", "See somebody's roles");

  private final ProviderTracker<ServerMetadataContributor> contributors;

  @Activate
  public SystemScopes(@Reference ProviderRegistry registry) {
    this.contributors = registry.track(ServerMetadataContributor.class);
  }

  @Deactivate
  void close() {
    contributors.close();
  }

  /** Those that are there now, in the order of their modules. */
  List<TenantScope> of(TenantContext tenant) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("issuer", tenant.issuer());
    metadata.put(MEMBER, new ArrayList<>());
    List<ServiceLease<ServerMetadataContributor>> held = contributors.leaseAvailable();
    try {
      held.stream()
          .filter(contributor -> !contributor.name().equals(ScopeMetadataContributor.NAME))
          .forEach(contributor -> contributor.get().contribute(tenant, metadata));
    } finally {
      held.forEach(ServiceLease::close);
    }
    return ((List<?>) metadata.get(MEMBER))
        .stream().map(String::valueOf).map(SystemScopes::scope).toList();
  }

  private static TenantScope scope(String name) {
    return new TenantScope(
        number(name), name, Optional.ofNullable(WORDS.get(name)), false, true, Instant.EPOCH);
  }

  /** The same on every server, and below every number that a moment gives. */
  private static long number(String name) {
    var sum = new CRC32();
    sum.update(name.getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }
}
