package org.lumoauth.oauth.grant.authorizationcode.interaction;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** What is a person's own while the module that says so has not started. */
class PersonalScopesTest {

  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final PersonalScopes scopes = new PersonalScopes(registry);

  @Test
  void areKnownByThePropertiesOfAModuleThatHasNotStarted() {
    lacking(new String[] {"deputies.read", "deputies.write"});

    assertTrue(scopes.among(List.of("openid", "deputies.write")));
    assertFalse(scopes.among(List.of("openid")));
  }

  @Test
  void areKnownByASinglePropertyToo() {
    lacking("deputies.write");

    assertTrue(scopes.among(List.of("deputies.write")));
    assertFalse(scopes.among(List.of("documents.read")));
  }

  @Test
  void areNoneOfAModuleThatSaysSo() {
    lacking("");

    assertFalse(scopes.among(List.of("openid", "documents.read")));
  }

  @Test
  void mayBeAnyWhileAModuleIsAwayThatHasSaidNothingYet() {
    registry.lacking(MetadataContributor.class, "deputies", "agents-deputies");

    assertTrue(scopes.among(List.of("documents.read")));
  }

  @Test
  void mayBeAnyWhereAModuleCouldNotBeAsked() {
    registry.stumbling(MetadataContributor.class, "deputies", new Deputies());

    assertTrue(scopes.among(List.of("documents.read")));
    assertFalse(scopes.among(List.of("documents.read")));
  }

  @Test
  void areThoseThatAModuleSaidBeforeItWent() {
    registry.with(MetadataContributor.class, "deputies", new Deputies());
    scopes.among(List.of());

    registry.lacking(MetadataContributor.class, "deputies", "agents-deputies");

    assertTrue(scopes.among(List.of("deputies.write")));
    assertFalse(scopes.among(List.of("documents.read")));
  }

  private void lacking(Object declared) {
    registry.lacking(
        MetadataContributor.class,
        "deputies",
        "agents-deputies",
        Map.of(MetadataContributor.PERSONAL_SCOPES, declared));
  }

  private static final class Deputies implements MetadataContributor {
    @Override
    public void contribute(TenantContext tenant, Map<String, Object> metadata) {
      MetadataContributor.add(metadata, "scopes_supported", personalScopes());
    }

    @Override
    public Set<String> personalScopes() {
      return Set.of("deputies.write");
    }
  }
}
