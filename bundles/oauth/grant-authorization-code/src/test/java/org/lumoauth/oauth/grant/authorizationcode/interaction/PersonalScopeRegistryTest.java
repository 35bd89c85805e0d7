/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.interaction;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** What is a person's own while the module that says so has not started. */
class PersonalScopeRegistryTest {

  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final PersonalScopeRegistry scopes = new PersonalScopeRegistry(registry);

  @Test
  void readsScopesFromPropertiesOfInactiveModule() {
    lacking(new String[] {"deputies.read", "deputies.write"});

    assertTrue(scopes.containsAny(List.of("openid", "deputies.write")));
    assertFalse(scopes.containsAny(List.of("openid")));
  }

  @Test
  void readsSingleValuedScopeProperty() {
    lacking("deputies.write");

    assertTrue(scopes.containsAny(List.of("deputies.write")));
    assertFalse(scopes.containsAny(List.of("documents.read")));
  }

  @Test
  void treatsEmptyPropertyAsNoPersonalScopes() {
    lacking("");

    assertFalse(scopes.containsAny(List.of("openid", "documents.read")));
  }

  @Test
  void treatsEveryScopeAsPersonalIfModuleIsUnknown() {
    registry.withUnavailable(ServerMetadataContributor.class, "deputies", "agents-deputies");

    assertTrue(scopes.containsAny(List.of("documents.read")));
  }

  @Test
  void treatsEveryScopeAsPersonalIfModuleFails() {
    registry.withFirstCallFailing(ServerMetadataContributor.class, "deputies", new Deputies());

    assertTrue(scopes.containsAny(List.of("documents.read")));
    assertFalse(scopes.containsAny(List.of("documents.read")));
  }

  @Test
  void retainsScopesOfUnavailableModule() {
    registry.with(ServerMetadataContributor.class, "deputies", new Deputies());
    scopes.containsAny(List.of());

    registry.withUnavailable(ServerMetadataContributor.class, "deputies", "agents-deputies");

    assertTrue(scopes.containsAny(List.of("deputies.write")));
    assertFalse(scopes.containsAny(List.of("documents.read")));
  }

  private void lacking(Object declared) {
    registry.withUnavailable(
        ServerMetadataContributor.class,
        "deputies",
        "agents-deputies",
        Map.of(ServerMetadataContributor.PERSONAL_SCOPES, declared));
  }

  private static final class Deputies implements ServerMetadataContributor {
    @Override
    public void contribute(TenantContext tenant, Map<String, Object> metadata) {
      ServerMetadataContributor.add(metadata, "scopes_supported", personalScopes());
    }

    @Override
    public Set<String> personalScopes() {
      return Set.of("deputies.write");
    }
  }
}
