/* SPDX-License-Identifier: Apache-2.0 */
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
 * The scopes of modules, from their metadata ({@code scopes_supported}, RFC 8414 section 2). They
 * are available while their modules are.
 */
@Component(service = ModuleScopeProvider.class)
public final class ModuleScopeProvider {

  static final String MEMBER = "scopes_supported";

  private static final Map<String, String> WORDS =
      Map.of(
          "openid", "Identify the user",
          "profile", "Read the user's profile: name, picture and similar data",
          "email", "Read the user's email address",
          "address", "Read the user's postal address",
          "phone", "Read the user's phone number",
          "offline_access", "Keep access while the user is offline",
          "roles", "Read the user's roles");

  private final ProviderTracker<ServerMetadataContributor> contributors;

  @Activate
  public ModuleScopeProvider(@Reference ProviderRegistry registry) {
    this.contributors = registry.track(ServerMetadataContributor.class);
  }

  @Deactivate
  void close() {
    contributors.close();
  }

  /** Returns the currently available scopes, in the order of their modules. */
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
        .stream().map(String::valueOf).map(ModuleScopeProvider::scope).toList();
  }

  private static TenantScope scope(String name) {
    return new TenantScope(
        number(name), name, Optional.ofNullable(WORDS.get(name)), false, true, Instant.EPOCH);
  }

  /** Returns a number that is the same on every server, and smaller than every creation time. */
  private static long number(String name) {
    var sum = new CRC32();
    sum.update(name.getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }
}
