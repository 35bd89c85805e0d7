/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.key.EncryptionKeyService;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.key.TenantSigningAlgorithmProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

class JwksEndpointTest {

  private static final TenantContext ACME = aTenant().build();

  private final SigningKeyServiceFixture rings = new SigningKeyServiceFixture();

  @DatabaseTest
  void publishesKeysBeforeTokensAreSigned(TestDatabase database) throws IOException {
    var endpoint = endpoint(database);
    endpoint.choices =
        List.of(
            tenant -> Optional.of(SigningAlgorithm.ES256),
            tenant -> Optional.of(SigningAlgorithm.Ed25519),
            tenant -> Optional.of(SigningAlgorithm.ES256),
            tenant -> Optional.empty());

    FakeHttpExchange answer = read(endpoint);

    assertEquals(Set.of("P-256", "Ed25519"), curves(answer));
  }

  @DatabaseTest
  void publishesKeyOfEveryOfferedAlgorithm(TestDatabase database) throws IOException {
    var endpoint = endpoint(database);
    endpoint.choices = List.of(new AllAlgorithms());

    assertEquals(
        Set.of("RS256", "PS256", "ES256", "Ed25519"), Set.copyOf(algorithms(read(endpoint))));
  }

  /** A relying party that keeps the set must find the key that signs after the next rotation. */
  @DatabaseTest
  void allowsCachingOnceEveryNextKeyExists(TestDatabase database) throws IOException {
    var endpoint = endpoint(database);
    endpoint.choices = List.of(new AllAlgorithms());

    assertEquals("no-cache", read(endpoint).responseHeader("Cache-Control"));
    rings.background.run();
    FakeHttpExchange settled = read(endpoint);

    assertEquals("public, max-age=3600", settled.responseHeader("Cache-Control"));
    assertEquals(2 * SigningAlgorithm.values().length, algorithms(settled).size());
  }

  /** Says that the tenant's tokens are signed by ES256, and that clients can choose any. */
  private static final class AllAlgorithms implements TenantSigningAlgorithmProvider {
    @Override
    public Optional<SigningAlgorithm> defaultAlgorithm(TenantContext tenant) {
      return Optional.of(SigningAlgorithm.ES256);
    }

    @Override
    public Set<SigningAlgorithm> supportedAlgorithms(TenantContext tenant) {
      return Set.of(SigningAlgorithm.values());
    }
  }

  private static List<Object> algorithms(FakeHttpExchange answer) {
    var keys = (List<?>) ((Map<?, ?>) answer.body()).get("keys");
    return keys.stream().map(key -> (Object) ((Map<?, ?>) key).get("alg")).toList();
  }

  @DatabaseTest
  void forbidsCachingAnEmptyKeySet(TestDatabase database) throws IOException {
    FakeHttpExchange answer = read(endpoint(database));

    assertEquals(Set.of(), curves(answer));
    assertEquals("no-cache", answer.responseHeader("Cache-Control"));
  }

  private JwksEndpoint endpoint(TestDatabase database) {
    return new JwksEndpoint(
        3_600, rings.hearing(database.open(KeysPersistenceUnit.DEFINITION)), new NoEncryption());
  }

  private static FakeHttpExchange read(JwksEndpoint endpoint) throws IOException {
    FakeHttpExchange exchange = FakeHttpExchange.get(ACME, "/.well-known/jwks.json");
    endpoint.handle(exchange);
    return exchange;
  }

  private static Set<Object> curves(FakeHttpExchange answer) {
    var keys = (List<?>) ((Map<?, ?>) answer.body()).get("keys");
    return Set.copyOf(keys.stream().map(key -> (Object) ((Map<?, ?>) key).get("crv")).toList());
  }

  /** Nobody encrypts anything here. */
  private static final class NoEncryption implements EncryptionKeyService {

    @Override
    public Set<String> algorithms() {
      return Set.of();
    }

    @Override
    public Set<String> encodings() {
      return Set.of();
    }

    @Override
    public void publish(TenantContext tenant) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Map<String, Object>> publicKeys(TenantContext tenant) {
      return List.of();
    }

    @Override
    public String decrypt(
        TenantContext tenant, String jwe, Set<String> algorithms, Set<String> encodings) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> rotate(TenantContext tenant, boolean endOld, AuditInitiator by) {
      throw new UnsupportedOperationException();
    }
  }
}
