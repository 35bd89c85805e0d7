/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientSecurityProfile;
import org.lumoauth.api.oauth.client.ClientSource;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;

class CompositeClientDirectoryTest {
  private static final TenantContext ACME = aTenant().build();
  private static final Client CLIENT = aClient().build();
  private static final String SECRET = "a-secret";

  private final FakeProviderRegistry providers = new FakeProviderRegistry();
  private final FakeSecretProtectionService vault = new FakeSecretProtectionService();
  private final CompositeClientDirectory clients = new CompositeClientDirectory(providers, vault);

  /** Has one client or none. */
  private record Source(Optional<Client> client) implements ClientSource {
    @Override
    public Optional<Client> find(TenantContext tenant, String clientId) {
      return client.filter(one -> one.clientId().equals(clientId));
    }

    @Override
    public boolean verifySecret(TenantContext tenant, String clientId, String secret) {
      return secret.equals(SECRET);
    }
  }

  /** Turns on one thing. */
  private static final class Strict implements ClientSecurityProfile {
    @Override
    public Map<String, Object> metadata(Client client) {
      return Map.of("strictly", true);
    }

    @Override
    public void check(TenantContext tenant, Client client, AuthorizationRequest request) {
      // nothing to check
    }

    @Override
    public void check(TenantContext tenant, AuthenticatedTokenRequest request) {
      // nothing to check
    }
  }

  @Test
  void searchesAllSources() {
    providers
        .with(ClientSource.class, "empty", new Source(Optional.empty()))
        .with(ClientSource.class, "registered", new Source(Optional.of(CLIENT)));

    assertEquals(Optional.of(CLIENT), clients.find(ACME, CLIENT.clientId()));
    assertTrue(clients.verifySecret(ACME, CLIENT.clientId(), SECRET));
  }

  @Test
  void findsClientOnlyWithItsSecret() {
    providers
        .with(ClientSource.class, "empty", new Source(Optional.empty()))
        .with(ClientSource.class, "registered", new Source(Optional.of(CLIENT)));

    assertEquals(Optional.of(CLIENT), clients.findWithSecret(ACME, CLIENT.clientId(), SECRET));
    assertEquals(Optional.empty(), clients.findWithSecret(ACME, CLIENT.clientId(), "another"));
    assertEquals(Optional.empty(), clients.findWithSecret(ACME, "cli_x", SECRET));
  }

  @Test
  void reportsWhetherClientIsEnabled() {
    var disabled = aClient().withId("cli_disabled").disabled().build();
    providers
        .with(ClientSource.class, "one", new Source(Optional.of(CLIENT)))
        .with(ClientSource.class, "other", new Source(Optional.of(disabled)));

    assertTrue(clients.isEnabled(ACME, CLIENT.clientId()));
    assertFalse(clients.isEnabled(ACME, disabled.clientId()));
    assertFalse(clients.isEnabled(ACME, "cli_x"));
  }

  @Test
  void appliesProfileToClientMetadata() {
    var registered = aClient().with("profile", "strict").build();
    providers
        .with(ClientSource.class, "registered", new Source(Optional.of(registered)))
        .with(ClientSecurityProfile.class, "strict", new Strict());

    var found = clients.find(ACME, registered.clientId()).orElseThrow();

    assertEquals(Map.of("strictly", true), found.metadata());
  }

  @Test
  void returnsRegisteredMetadataIfProfileIsUnavailable() {
    var registered = aClient().with("profile", "strict").build();
    providers.with(ClientSource.class, "registered", new Source(Optional.of(registered)));

    assertEquals(Optional.of(registered), clients.find(ACME, registered.clientId()));
  }

  @Test
  void returnsEmptyForUnknownClient() {
    providers.with(ClientSource.class, "registered", new Source(Optional.empty()));

    assertEquals(Optional.empty(), clients.find(ACME, "cli_x"));
    assertFalse(clients.verifySecret(ACME, "cli_x", SECRET));
  }

  @Test
  void verifiesDummyHashForUnknownClient() { // enumeration by time
    providers.with(ClientSource.class, "registered", new Source(Optional.empty()));

    clients.verifySecret(ACME, "cli_x", SECRET);

    assertEquals(Set.of("client-secret"), vault.purposes());
  }

  @Test
  void failsIfSourceIsUnavailable() {
    providers
        .with(ClientSource.class, "registered", new Source(Optional.empty()))
        .withUnavailable(ClientSource.class, "agents", "agents-registry");

    assertAway(() -> clients.find(ACME, CLIENT.clientId()));
    assertAway(() -> clients.verifySecret(ACME, CLIENT.clientId(), SECRET));
    assertAway(() -> clients.findWithSecret(ACME, CLIENT.clientId(), SECRET));
    assertAway(() -> clients.isEnabled(ACME, CLIENT.clientId()));
  }

  @Test
  void failsForSkippedSourceThatRecovered() {
    providers.withRecoveringAfterAcquire(
        ClientSource.class, "agents", "agents-registry", new Source(Optional.of(CLIENT)));

    assertAway(() -> clients.find(ACME, CLIENT.clientId()));
    assertEquals(Optional.of(CLIENT), clients.find(ACME, CLIENT.clientId()));
  }

  @Test
  void failsIfSourceCannotBeActivated() {
    var source = new Source(Optional.of(CLIENT));
    providers.withFirstCallFailing(ClientSource.class, "agents", source);
    assertThrows(ApiException.class, () -> clients.find(ACME, CLIENT.clientId()));

    providers.withFirstCallFailing(ClientSource.class, "agents", source);
    assertThrows(ApiException.class, () -> clients.verifySecret(ACME, CLIENT.clientId(), SECRET));

    assertEquals(Optional.of(CLIENT), clients.find(ACME, CLIENT.clientId()));
  }

  @Test
  void findsClientDespiteUnavailableOtherSource() {
    providers
        .with(ClientSource.class, "registered", new Source(Optional.of(CLIENT)))
        .withUnavailable(ClientSource.class, "agents", "agents-registry");

    assertEquals(Optional.of(CLIENT), clients.find(ACME, CLIENT.clientId()));
  }

  @Test
  void checksEverySourceForFormerClientIds() {
    var gone = new FakeClientDirectory().withRemoved(ACME, "cli_gone");
    providers
        .with(ClientSource.class, "registered", new Source(Optional.of(CLIENT)))
        .with(ClientSource.class, "agents", gone);

    assertTrue(clients.wasEverAssigned(ACME, CLIENT.clientId()));
    assertTrue(clients.wasEverAssigned(ACME, "cli_gone"));
    assertFalse(clients.wasEverAssigned(ACME, "cli_new"));

    providers.withUnavailable(ClientSource.class, "third", "agents-registry");
    assertTrue(clients.wasEverAssigned(ACME, "cli_gone"));
    assertAway(() -> clients.wasEverAssigned(ACME, "cli_new"));
    assertEquals(0, providers.openLeases());
  }

  @Test
  void releasesEverySource() {
    providers.with(ClientSource.class, "registered", new Source(Optional.of(CLIENT)));

    clients.find(ACME, CLIENT.clientId());

    assertEquals(0, providers.openLeases());
  }

  private static void assertAway(Executable call) {
    var refusal = assertThrows(ApiException.class, call);
    assertEquals("agents-registry", refusal.details().get("module"));
  }
}
